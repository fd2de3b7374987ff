// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Looks through the constants of a class for members that are in a table; nothing is parsed for that but the constants. */
final class Calls {

    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int FIELD = 9;
    private static final int INTERFACE_METHOD = 11;
    private static final int METHOD_HANDLE = 15;

    private final byte[] bytes;
    private final int[] offsets;
    private boolean hasNames;

    private Calls(byte[] bytes) {
        this.bytes = bytes;
        offsets = new int[unsigned(8)];
    }

    /** Returns the lines that apply in a class; empty for most classes. */
    static List<Substitution> in(byte[] bytes, String className, boolean excluded, Substitutions substitutions) {
        Calls calls = new Calls(bytes);
        calls.locate(substitutions);
        return calls.hasNames ? calls.find(className, excluded, substitutions) : List.of();
    }

    private void locate(Substitutions substitutions) {
        int offset = 10;
        for (int i = 1; i < offsets.length; i++) {
            offsets[i] = offset;
            int tag = bytes[offset];
            switch (tag) {
                case UTF8 -> {
                    int length = unsigned(offset + 1);
                    if (substitutions.isName(bytes, offset + 3, length)) {
                        hasNames = true;
                        offsets[i] = -offset;
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
    }

    private List<Substitution> find(String className, boolean excluded, Substitutions substitutions) {
        List<Substitution> found = new ArrayList<>();
        for (int i = 1; i < offsets.length; i++) {
            int offset = offsets[i];
            if (offset > 0 && bytes[offset] >= FIELD && bytes[offset] <= INTERFACE_METHOD) {
                int nameAndType = offsets[unsigned(offset + 3)];
                int name = offsets[unsigned(nameAndType + 1)];
                if (name < 0) {
                    String owner = utf8(unsigned(offsets[unsigned(offset + 1)] + 1));
                    String descriptor = utf8(unsigned(nameAndType + 3));
                    for (Substitution line : substitutions.of(owner, utf8(unsigned(nameAndType + 1)), descriptor)) {
                        if (line.appliesIn(className, excluded)) {
                            found.add(line);
                        }
                    }
                }
            }
        }
        return found;
    }

    private String utf8(int index) {
        int offset = Math.abs(offsets[index]);
        return new String(bytes, offset + 3, unsigned(offset + 1), StandardCharsets.UTF_8);
    }

    private int unsigned(int offset) {
        return (bytes[offset] & 0xff) << 8 | bytes[offset + 1] & 0xff;
    }
}
