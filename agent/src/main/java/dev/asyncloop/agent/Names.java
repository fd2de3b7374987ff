// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

/** Names of classes, as in class files. */
final class Names {

    private Names() {}

    /** Returns whether one of the patterns matches. */
    static boolean match(String[] patterns, String name) {
        for (String pattern : patterns) {
            if (matches(pattern, name)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a name is the pattern, or begins as it does where it ends with {@code *}. */
    private static boolean matches(String pattern, String name) {
        int last = pattern.length() - 1;
        return pattern.charAt(last) == '*' ? name.regionMatches(0, pattern, 0, last) : name.equals(pattern);
    }
}
