// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import static dev.asyncloop.internal.PointKind.COLLECTION;
import static dev.asyncloop.internal.PointKind.MEMORY;
import static dev.asyncloop.internal.PointKind.RELEASED;
import static dev.asyncloop.internal.PointKind.RELEASING;
import static dev.asyncloop.internal.PointKind.SYNC;
import static dev.asyncloop.internal.PointKind.WRITE;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Puts points into a method, before the instructions that they are for. */
final class PointsMethod extends EachInstruction {

    private final PointsClass owner;
    private final Receivers receivers;
    private final QuietArrays quiet;

    /** Whether {@code this} may not be looked at, since the constructor of the parent was not called yet. */
    private boolean isBeforeSuper;

    /** How many objects were made whose constructor was not called yet. */
    private int unfinished;

    private boolean isReleased;

    PointsMethod(MethodVisitor next, PointsClass owner, boolean isConstructor, int maxLocals) {
        super(next);
        this.owner = owner;
        isBeforeSuper = isConstructor;
        receivers = new Receivers(next, maxLocals);
        quiet = new QuietArrays();
    }

    /** Puts the point after a release here, where the handler is not responsible any more that releases if there is an exception. */
    @Override
    void instruction() {
        if (isReleased) {
            isReleased = false;
            mv.visitInsn(Opcodes.ACONST_NULL);
            point(SYNC | WRITE | RELEASED);
        }
    }

    @Override
    public void visitInsn(int opcode) {
        instruction();
        if (opcode == Opcodes.MONITORENTER) {
            mv.visitInsn(Opcodes.DUP);
            point(SYNC | WRITE);
        } else if (opcode == Opcodes.MONITOREXIT) {
            mv.visitInsn(Opcodes.DUP);
            point(SYNC | WRITE | RELEASING);
        } else if (owner.hasMemoryPoints()) {
            element(opcode);
        }
        quiet.visitInsn(opcode);
        super.visitInsn(opcode);
        isReleased = opcode == Opcodes.MONITOREXIT;
    }

    private void element(int opcode) {
        boolean load = opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD;
        boolean store = opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE;
        if (!load && !store || quiet.isQuiet(opcode)) {
            return;
        }
        if (load) {
            mv.visitInsn(Opcodes.DUP2);
        } else {
            receivers.copyArrayAndIndex(opcode == Opcodes.LASTORE || opcode == Opcodes.DASTORE);
        }
        mv.visitIntInsn(Opcodes.BIPUSH, load ? MEMORY : MEMORY | WRITE);
        mv.visitLdcInsn(owner.name());
        hook("element", "(Ljava/lang/Object;IILjava/lang/String;)V");
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        super.visitIntInsn(opcode, operand);
        quiet.visitIntInsn(opcode);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        super.visitVarInsn(opcode, variable);
        quiet.visitVarInsn(opcode, variable);
    }

    @Override
    public void visitLdcInsn(Object value) {
        super.visitLdcInsn(value);
        quiet.visitLdcInsn(value);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        if (opcode == Opcodes.NEW) {
            unfinished++;
        }
        super.visitTypeInsn(opcode, type);
        quiet.visitTypeInsn(opcode);
    }

    @Override
    public void visitFieldInsn(int opcode, String type, String name, String descriptor) {
        instruction();
        boolean isStatic = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
        int level = isBeforeSuper && !isStatic ? 0 : level(type, name);
        if (level != 0) {
            boolean write = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
            if (isStatic) {
                mv.visitInsn(Opcodes.ACONST_NULL);
            } else {
                receivers.copy(write ? Type.getType(descriptor).getSize() : 0);
            }
            mv.visitLdcInsn(name.hashCode() | 1); // not 0, which stands for the object
            mv.visitIntInsn(Opcodes.BIPUSH, write ? level | WRITE : level);
            mv.visitLdcInsn(owner.name());
            hook("access", "(Ljava/lang/Object;IILjava/lang/String;)V");
        }
        super.visitFieldInsn(opcode, type, name, descriptor);
        quiet.visitFieldInsn(name);
    }

    private int level(String type, String name) {
        if (type.startsWith("java/")) {
            return 0;
        }
        int access = owner.access(type, name);
        if ((access & Opcodes.ACC_VOLATILE) != 0) {
            return SYNC;
        }
        boolean quietly = (access & (Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC)) != 0;
        return owner.hasMemoryPoints() && !quietly ? MEMORY : 0;
    }

    @Override
    public void visitMethodInsn(int opcode, String type, String name, String descriptor, boolean isInterface) {
        instruction();
        int kind = SharedCalls.kind(opcode, type, name, descriptor);
        if (kind != 0) {
            if (opcode == Opcodes.INVOKESTATIC) {
                mv.visitInsn(Opcodes.ACONST_NULL);
            } else {
                receivers.copyBelow(Type.getArgumentTypes(descriptor));
            }
            call(kind);
        }
        if (name.equals("<init>")) {
            isBeforeSuper &= unfinished > 0;
            unfinished = Math.max(0, unfinished - 1);
        }
        super.visitMethodInsn(opcode, type, name, descriptor, isInterface);
        quiet.visitMethodInsn(name);
    }

    /** A collection that is not concurrent is memory, so the call says where it is. */
    private void call(int kind) {
        if ((kind & COLLECTION) == 0) {
            point(kind);
            return;
        }
        mv.visitInsn(Opcodes.ICONST_0);
        mv.visitIntInsn(Opcodes.BIPUSH, kind);
        mv.visitLdcInsn(owner.name());
        hook("access", "(Ljava/lang/Object;IILjava/lang/String;)V");
    }

    private void point(int kind) {
        mv.visitIntInsn(Opcodes.BIPUSH, kind);
        hook("point", "(Ljava/lang/Object;I)V");
    }

    private void hook(String name, String descriptor) {
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, Guard.HOOKS, name, descriptor, false);
        owner.changed();
    }
}
