// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Opcodes;

/**
 * Recognises accesses to arrays that no other task can mean: the elements of an array that is being made, the tables of a
 * {@code switch} over an enum, and the probes of JaCoCo. It goes by what compilers write, so in strange code it may err either way.
 */
final class QuietArrays {

    private static final String PROBES = "$jacoco";

    private int unfinished;
    private boolean isNew;
    private boolean isCopied;
    private boolean isTable;
    private boolean isProbes;
    private int probes = -1;

    /** Returns whether an access to an array is none that counts. */
    boolean isQuiet(int opcode) {
        boolean store = opcode >= Opcodes.IASTORE;
        return store ? unfinished > 0 || opcode == Opcodes.BASTORE && isProbes : isTable;
    }

    void visitInsn(int opcode) {
        boolean wasNew = isNew;
        constant(opcode >= Opcodes.ICONST_0 && opcode <= Opcodes.ICONST_5);
        if (opcode == Opcodes.DUP) {
            isCopied = wasNew;
        } else if (opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE) {
            isNew = unfinished > 0;
            unfinished = Math.max(0, unfinished - 1);
            isProbes = false;
        } else if (opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD) {
            isTable = false;
        }
    }

    /** The copy of a new array, and an index: an element follows. */
    private void constant(boolean isConstant) {
        if (isConstant && isCopied) {
            unfinished++;
        }
        isNew = false;
        isCopied = false;
    }

    void visitIntInsn(int opcode) {
        constant(opcode != Opcodes.NEWARRAY);
        isNew = opcode == Opcodes.NEWARRAY;
    }

    void visitTypeInsn(int opcode) {
        constant(false);
        isNew = opcode == Opcodes.ANEWARRAY;
    }

    void visitFieldInsn(String name) {
        constant(false);
        isTable = name.startsWith("$SwitchMap$") || name.startsWith("$EnumSwitchMapping$");
        isProbes = name.startsWith(PROBES);
    }

    void visitMethodInsn(String name) {
        constant(false);
        isProbes = name.startsWith(PROBES);
    }

    void visitLdcInsn(Object value) {
        constant(value instanceof Integer);
        isProbes |=
                value instanceof ConstantDynamic dynamic && dynamic.getName().startsWith(PROBES);
    }

    void visitVarInsn(int opcode, int variable) {
        constant(false);
        if (opcode == Opcodes.ASTORE && isProbes) {
            probes = variable;
        }
        isProbes = opcode == Opcodes.ALOAD && variable == probes;
    }
}
