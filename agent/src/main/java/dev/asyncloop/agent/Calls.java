// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import java.nio.charset.StandardCharsets;

/** Looks through the constants of a class for members that are in a table; most classes are done with after one pass. */
final class Calls {

    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int FIELD = 9;
    private static final int INTERFACE_METHOD = 11;
    private static final int METHOD_HANDLE = 15;

    private final ClassBytes type;
    private final byte[] bytes;
    private final Substitutions substitutions;

    /** Where the constants begin; negative for names that are in a table. */
    private final int[] offsets;

    private int end;
    private int codeName;
    private boolean hasNames;

    private Calls(ClassBytes type, Substitutions substitutions) {
        this.type = type;
        this.substitutions = substitutions;
        bytes = type.bytes();
        offsets = new int[unsigned(8)];
    }

    /** Returns the lines that apply in a class, by the member that is called; empty for most classes. */
    static Lines in(ClassBytes type, Substitutions substitutions) {
        Calls calls = new Calls(type, substitutions);
        calls.locate();
        return calls.hasNames ? calls.find() : Lines.NONE;
    }

    private void locate() {
        int offset = 10;
        for (int i = 1; i < offsets.length; i++) {
            offsets[i] = offset;
            switch (bytes[offset]) {
                case UTF8 -> {
                    int length = unsigned(offset + 1);
                    if (substitutions.isName(bytes, offset + 3, length)) {
                        hasNames = true;
                        offsets[i] = -offset;
                    } else if (length == 4 && isCode(offset + 3)) {
                        codeName = i;
                    }
                    offset += 3 + length;
                }
                case LONG, DOUBLE -> {
                    i++;
                    offset += 9;
                }
                case 3, 4, FIELD, 10, INTERFACE_METHOD, 12, 17, 18 -> offset += 5;
                case METHOD_HANDLE -> offset += 4;
                default -> offset += 3;
            }
        }
        end = offset;
    }

    private boolean isCode(int offset) {
        return bytes[offset] == 'C' && bytes[offset + 1] == 'o' && bytes[offset + 2] == 'd' && bytes[offset + 3] == 'e';
    }

    private Lines find() {
        Lines found = new Lines();
        boolean[] members = new boolean[offsets.length];
        for (int i = 1; i < offsets.length; i++) {
            int offset = offsets[i];
            if (offset > 0 && bytes[offset] >= FIELD && bytes[offset] <= INTERFACE_METHOD) {
                int nameAndType = offsets[unsigned(offset + 3)];
                int name = unsigned(nameAndType + 1);
                if (offsets[name] < 0) {
                    String owner = utf8(unsigned(offsets[unsigned(offset + 1)] + 1));
                    members[i] = find(owner, utf8(name), utf8(unsigned(nameAndType + 3)), found);
                }
            }
        }
        if (!found.isEmpty() && !areReferredTo(members)) {
            found.methods = new Methods(bytes, end, members, codeName).find();
        }
        return found;
    }

    /** Returns whether some of the members are used by way of a method handle, which code does not show. */
    private boolean areReferredTo(boolean[] members) {
        for (int offset : offsets) {
            if (offset > 0 && bytes[offset] == METHOD_HANDLE && members[unsigned(offset + 2)]) {
                return true;
            }
        }
        return false;
    }

    private boolean find(String owner, String name, String descriptor, Lines found) {
        boolean any = false;
        for (Substitution line : substitutions.about(owner, name, descriptor)) {
            if (line.appliesIn(type.name(), type.excluded())) {
                found.add(owner, name, descriptor, line);
                any = true;
            }
        }
        for (Substitution line : substitutions.aboutInherited(name, descriptor)) {
            if (!line.owner.equals(owner)
                    && line.appliesIn(type.name(), type.excluded())
                    && Inheritance.inherits(owner, line, type)) {
                found.add(owner, name, descriptor, line);
                any = true;
            }
        }
        return any;
    }

    private String utf8(int index) {
        int offset = Math.abs(offsets[index]);
        return new String(bytes, offset + 3, unsigned(offset + 1), StandardCharsets.UTF_8);
    }

    private int unsigned(int offset) {
        return (bytes[offset] & 0xff) << 8 | bytes[offset + 1] & 0xff;
    }
}
