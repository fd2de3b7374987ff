// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

/**
 * Finds the methods of a class that use one of some constants as a member, by the bytes of their code. It may find some that do
 * not, where other bytes look like it.
 */
final class Methods {

    private static final int FIRST_USE = 0xb2; // getstatic; the last is invokeinterface
    private static final int LAST_USE = 0xb9;

    private final byte[] bytes;
    private final boolean[] members;
    private final int codeName;
    private int offset;

    /**
     * Prepares the search.
     *
     * @param bytes the class file
     * @param end where its constants end
     * @param members which constants are looked for
     * @param codeName the constant that is the name {@code Code}
     */
    Methods(byte[] bytes, int end, boolean[] members, int codeName) {
        this.bytes = bytes;
        this.members = members;
        this.codeName = codeName;
        int interfaces = end + 6;
        offset = interfaces + 2 + 2 * unsigned(interfaces);
    }

    /** Returns for each method, in the order of the class file, whether it may use one of the members. */
    boolean[] find() {
        int fields = count();
        for (int i = 0; i < fields; i++) {
            nextUses();
        }
        boolean[] found = new boolean[count()];
        for (int i = 0; i < found.length; i++) {
            found[i] = nextUses();
        }
        return found;
    }

    /** Skips a field or method; returns whether there is code in which a member is used. */
    private boolean nextUses() {
        offset += 6;
        boolean uses = false;
        int attributes = count();
        for (int i = 0; i < attributes; i++) {
            uses |= unsigned(offset) == codeName && codeUses(offset + 10);
            offset += 6 + size(offset + 2);
        }
        return uses;
    }

    private boolean codeUses(int start) {
        int end = start + 4 + size(start) - 2;
        for (int i = start + 4; i < end; i++) {
            int instruction = bytes[i] & 0xff;
            if (instruction >= FIRST_USE && instruction <= LAST_USE) {
                int member = unsigned(i + 1);
                if (member < members.length && members[member]) {
                    return true;
                }
            }
        }
        return false;
    }

    private int count() {
        int count = unsigned(offset);
        offset += 2;
        return count;
    }

    private int size(int at) {
        return unsigned(at) << 16 | unsigned(at + 2);
    }

    private int unsigned(int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }
}
