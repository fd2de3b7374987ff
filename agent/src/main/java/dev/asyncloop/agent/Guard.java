// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import dev.asyncloop.internal.PointKind;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What is done at the beginning of a method and undone at its end, however it ends. */
abstract class Guard {

    static final String HOOKS = "dev/asyncloop/boot/PointHooks";

    private static final Object[] NOTHING = {};

    /** Returns the local variables that hold their value during the whole method, as frames name them. */
    Object[] locals() {
        return NOTHING;
    }

    /** Returns whether there is something to undo. */
    boolean hasEnd() {
        return true;
    }

    abstract void begin(MethodVisitor code);

    abstract void end(MethodVisitor code);

    /** Says that a class initializer runs, in which no task can be left. */
    static final class Initializer extends Guard {

        @Override
        void begin(MethodVisitor code) {
            initializing(code, Opcodes.ICONST_1);
        }

        @Override
        void end(MethodVisitor code) {
            initializing(code, Opcodes.ICONST_0);
        }

        private static void initializing(MethodVisitor code, int begins) {
            code.visitInsn(begins);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, "initializing", "(Z)V", false);
        }
    }

    /** Takes the lock of a synchronized method, or marks a point where the JVM takes it. */
    static final class Lock extends Guard {

        private final String owner;
        private final boolean isStatic;
        private final boolean locks;

        Lock(String owner, boolean isStatic, boolean locks) {
            this.owner = owner;
            this.isStatic = isStatic;
            this.locks = locks;
        }

        @Override
        Object[] locals() {
            return isStatic ? super.locals() : new Object[] {owner};
        }

        @Override
        boolean hasEnd() {
            return locks;
        }

        @Override
        void begin(MethodVisitor code) {
            monitor(code);
            if (locks) {
                code.visitInsn(Opcodes.MONITORENTER);
            } else {
                code.visitIntInsn(Opcodes.BIPUSH, PointKind.SYNC | PointKind.WRITE);
                code.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, "point", "(Ljava/lang/Object;I)V", false);
            }
        }

        @Override
        void end(MethodVisitor code) {
            monitor(code);
            code.visitInsn(Opcodes.MONITOREXIT);
        }

        private void monitor(MethodVisitor code) {
            if (isStatic) {
                code.visitLdcInsn(Type.getObjectType(owner));
            } else {
                code.visitVarInsn(Opcodes.ALOAD, 0);
            }
        }
    }
}
