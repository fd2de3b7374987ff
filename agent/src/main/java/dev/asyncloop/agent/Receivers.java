// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Copies what lies deeper in the stack to its top. */
final class Receivers {

    private final MethodVisitor code;
    private final int firstFree;

    /** Creates what uses the local variables above those of the method, where it has to. */
    Receivers(MethodVisitor code, int firstFree) {
        this.code = code;
        this.firstFree = firstFree;
    }

    /** Copies what lies below values of a size up to two. */
    void copy(int size) {
        if (size == 0) {
            code.visitInsn(Opcodes.DUP);
        } else if (size == 1) {
            code.visitInsn(Opcodes.DUP2);
            code.visitInsn(Opcodes.POP);
        } else {
            code.visitInsn(Opcodes.DUP2_X1);
            code.visitInsn(Opcodes.POP2);
            code.visitInsn(Opcodes.DUP_X2);
        }
    }

    /** Copies what lies below the arguments of a call. */
    void copyBelow(Type[] arguments) {
        int size = 0;
        for (Type argument : arguments) {
            size += argument.getSize();
        }
        if (size <= 2) {
            copy(size);
            return;
        }
        int variable = firstFree + size;
        for (int i = arguments.length - 1; i >= 0; i--) {
            variable -= arguments[i].getSize();
            code.visitVarInsn(arguments[i].getOpcode(Opcodes.ISTORE), variable);
        }
        code.visitInsn(Opcodes.DUP);
        code.visitVarInsn(Opcodes.ASTORE, firstFree + size);
        for (Type argument : arguments) {
            code.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), variable);
            variable += argument.getSize();
        }
        code.visitVarInsn(Opcodes.ALOAD, firstFree + size);
    }

    /** Copies an array and an index that lie below a value. */
    void copyArrayAndIndex(boolean wide) {
        code.visitInsn(wide ? Opcodes.DUP2_X2 : Opcodes.DUP_X2);
        code.visitInsn(wide ? Opcodes.POP2 : Opcodes.POP);
        code.visitInsn(wide ? Opcodes.DUP2_X2 : Opcodes.DUP2_X1);
    }
}
