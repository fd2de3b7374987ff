// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lines of all tables, found by what a call names. */
final class Substitutions {

    private static final int SLOTS = 1 << 10;

    private final Map<String, List<Substitution>> byKey = new HashMap<>();

    /** The names of the members, by a simple hash: most classes have none of them among their constants. */
    private final byte[][][] names = new byte[SLOTS][][];

    Substitutions(Substitution[]... tables) {
        for (Substitution[] table : tables) {
            for (Substitution line : table) {
                add(line);
            }
        }
    }

    /** Returns all that the agent replaces. */
    static Substitutions all() {
        return new Substitutions(TimeTable.LINES, ThreadTable.LINES);
    }

    private void add(Substitution line) {
        List<Substitution> lines = byKey.get(line.key());
        if (lines == null) {
            lines = new ArrayList<>(2);
            byKey.put(line.key(), lines);
        }
        lines.add(line);
        byte[] name = line.name().getBytes(StandardCharsets.ISO_8859_1);
        if (!isName(name, 0, name.length)) {
            int slot = slot(name, 0, name.length);
            byte[][] old = names[slot];
            byte[][] more = new byte[old == null ? 1 : old.length + 1][];
            if (old != null) {
                System.arraycopy(old, 0, more, 1, old.length);
            }
            more[0] = name;
            names[slot] = more;
        }
    }

    /** Returns whether some bytes are the name of a member that is in a table. */
    boolean isName(byte[] bytes, int start, int length) {
        byte[][] candidates = length == 0 ? null : names[slot(bytes, start, length)];
        if (candidates == null) {
            return false;
        }
        for (byte[] name : candidates) {
            if (name.length == length && same(name, bytes, start)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the lines about a member, in the order of the tables; empty if there are none. */
    List<Substitution> of(String owner, String name, String descriptor) {
        List<Substitution> lines = byKey.get(Substitution.key(owner, name, descriptor));
        return lines == null ? List.of() : lines;
    }

    private static int slot(byte[] bytes, int start, int length) {
        int last = bytes[start + length - 1];
        return (length * 31 + bytes[start] * 7 + last) & (SLOTS - 1);
    }

    private static boolean same(byte[] name, byte[] bytes, int start) {
        for (int i = 0; i < name.length; i++) {
            if (name[i] != bytes[start + i]) {
                return false;
            }
        }
        return true;
    }
}
