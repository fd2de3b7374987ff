// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.schedule;

/**
 * Derives seeds from seeds, as pure functions that never change.
 *
 * @since 0.1
 */
public final class Seeds {

    private Seeds() {}

    /**
     * Returns the seed of the n-th schedule that is explored from a root seed.
     *
     * @param root the root seed
     * @param n the number of the schedule
     * @return a seed that depends on both arguments only
     */
    public static long nth(long root, long n) {
        return SplitMix64.mix(SplitMix64.mix(root) + n * 0xd1342543de82ef95L);
    }

    /**
     * Returns a root seed for a name, such as that of a test method.
     *
     * @param name the name
     * @return a seed that depends on the characters of the name only (FNV-1a, mixed)
     */
    public static long ofName(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return SplitMix64.mix(hash);
    }
}
