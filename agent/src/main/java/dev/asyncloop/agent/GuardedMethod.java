// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Puts a {@link Guard} around the body of a method. */
final class GuardedMethod extends EachInstruction {

    private final Guard guard;

    /** Where guarded stretches begin and end, in turn; what comes after the guard's end is in none. */
    private final List<Label> stretches = new ArrayList<>();

    private boolean isEmpty;

    GuardedMethod(MethodVisitor next, Guard guard) {
        super(next);
        this.guard = guard;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        guard.begin(mv);
        mark();
    }

    private void mark() {
        Label here = new Label();
        mv.visitLabel(here);
        stretches.add(here);
        isEmpty = true;
    }

    @Override
    void instruction() {
        isEmpty = false;
    }

    @Override
    public void visitInsn(int opcode) {
        boolean returns = opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
        if (!returns || !guard.hasEnd()) {
            super.visitInsn(opcode);
            return;
        }
        guard.end(mv);
        mark();
        mv.visitInsn(opcode);
        mark();
    }

    @Override
    public void visitMaxs(int stack, int locals) {
        if (guard.hasEnd()) {
            if (isEmpty) {
                stretches.remove(stretches.size() - 1);
            } else {
                mark();
            }
            visitHandler();
        }
        super.visitMaxs(stack, locals);
    }

    /**
     * Handles what is thrown in any of the stretches, and in itself: else the JVM takes the method for one that may leave with a
     * lock, and does not compile it. Comes last, so that the handlers of the body come first.
     */
    private void visitHandler() {
        Label handler = new Label();
        mv.visitLabel(handler);
        Object[] locals = guard.locals();
        mv.visitFrame(Opcodes.F_FULL, locals.length, locals, 1, new Object[] {"java/lang/Throwable"});
        guard.end(mv);
        stretches.add(handler);
        mark();
        mv.visitInsn(Opcodes.ATHROW);
        for (int i = 0; i + 1 < stretches.size(); i += 2) {
            mv.visitTryCatchBlock(stretches.get(i), stretches.get(i + 1), handler, null);
        }
    }
}
