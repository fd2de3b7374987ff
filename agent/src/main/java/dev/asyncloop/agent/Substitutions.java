// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lines of all tables, found by what a call names. */
final class Substitutions {

    private static final String ANY_OWNER = "";

    private static final int SLOTS = 1 << 10;

    static final Substitution[][] TABLES = {
        TimeTable.LINES, ThreadTable.LINES, IdentityTable.LINES, RandomTable.LINES, SocketTable.LINES
    };

    private final Substitution[][] tables;
    private final Lines lines = new Lines();

    /** The classes that lines name as those in which they apply. */
    private final String[] namedClasses;

    /** The names of the members, by a simple hash: most classes have none of them among their constants. */
    private final byte[][][] names = new byte[SLOTS][0][];

    Substitutions(Substitution[]... tables) {
        this.tables = tables;
        Set<String> named = new LinkedHashSet<>();
        for (Substitution[] table : tables) {
            for (Substitution line : table) {
                Collections.addAll(named, line.only());
                add(line, line.owner);
                if (line.isInherited()) {
                    add(line, ANY_OWNER);
                }
                addName(line.name.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        namedClasses = named.toArray(new String[0]);
    }

    /** Returns all that the agent replaces. A table of its own for each topic; a new one is added here. */
    static Substitutions all() {
        return new Substitutions(TABLES);
    }

    /** Returns a required line that has not applied, or {@code null} if all have. */
    @Nullable
    Substitution missing() {
        for (Substitution[] table : tables) {
            for (Substitution line : table) {
                if (line.isRequired() && !line.hasApplied()) {
                    return line;
                }
            }
        }
        return null;
    }

    /** Returns whether a line may apply in a class. */
    boolean concern(String className, boolean excluded) {
        return !excluded || Names.match(namedClasses, className);
    }

    /** Returns the lines about a member, in the order of the tables. */
    List<Substitution> about(String owner, String name, String descriptor) {
        return lines.about(owner, name, descriptor);
    }

    /** Returns the lines about a member that the owner may have inherited. */
    List<Substitution> aboutInherited(String name, String descriptor) {
        return lines.about(ANY_OWNER, name, descriptor);
    }

    /** Returns whether some bytes are the name of a member that is in a table. */
    boolean isName(byte[] bytes, int start, int length) {
        if (length > 0) {
            for (byte[] name : names[slot(bytes, start, length)]) {
                if (name.length == length && isAt(name, bytes, start)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void add(Substitution line, String owner) {
        lines.add(owner, line.name, line.descriptor, line);
    }

    private void addName(byte[] name) {
        if (!isName(name, 0, name.length)) {
            int slot = slot(name, 0, name.length);
            byte[][] old = names[slot];
            byte[][] more = new byte[old.length + 1][];
            System.arraycopy(old, 0, more, 0, old.length);
            more[old.length] = name;
            names[slot] = more;
        }
    }

    private static int slot(byte[] bytes, int start, int length) {
        return (length * 31 + bytes[start] * 7 + bytes[start + length - 1]) & (SLOTS - 1);
    }

    private static boolean isAt(byte[] name, byte[] bytes, int start) {
        for (int i = 0; i < name.length; i++) {
            if (name[i] != bytes[start + i]) {
                return false;
            }
        }
        return true;
    }
}
