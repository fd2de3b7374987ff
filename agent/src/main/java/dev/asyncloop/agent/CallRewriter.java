// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import dev.asyncloop.agent.Substitution.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Replaces the calls of one method. The stack grows by one at most: by {@code this}, as an argument of a filter. */
final class CallRewriter extends MethodVisitor {

    private final Lines lines;
    private final String method;
    private final boolean isStatic;
    private boolean growsStack;

    CallRewriter(MethodVisitor next, Lines lines, String method, boolean isStatic) {
        super(Rewriting.API, next);
        this.lines = lines;
        this.method = method;
        this.isStatic = isStatic;
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        List<Substitution> about = lines.about(owner, name, descriptor);
        for (Substitution line : about) {
            if (line.kind == Kind.BEFORE) {
                filter(line);
            }
        }
        Substitution replacement = replacement(about);
        if (replacement == null) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        } else {
            callHook(replacement, replacement.replacementDescriptor(opcode != Opcodes.INVOKESTATIC));
        }
        filterResult(about);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        boolean reads = opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC;
        List<Substitution> about = reads ? lines.about(owner, name, descriptor) : List.of();
        Substitution replacement = replacement(about);
        if (replacement == null) {
            super.visitFieldInsn(opcode, owner, name, descriptor);
        } else {
            callHook(replacement, replacement.replacementDescriptor(opcode == Opcodes.GETFIELD));
        }
        filterResult(about);
    }

    /** Method references are constants of lambdas; only what is replaced outright can be replaced in them. */
    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        super.visitInvokeDynamicInsn(name, descriptor, bootstrap, constants(arguments));
    }

    @Override
    public void visitLdcInsn(Object value) {
        super.visitLdcInsn(constant(value));
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        super.visitMaxs(growsStack ? maxStack + 1 : maxStack, maxLocals);
    }

    private @Nullable Substitution replacement(List<Substitution> about) {
        for (Substitution line : about) {
            if (line.kind == Kind.REPLACE && line.appliesInMethod(method)) {
                return line;
            }
        }
        return null;
    }

    private void filterResult(List<Substitution> about) {
        for (Substitution line : about) {
            if (line.kind == Kind.AFTER) {
                filter(line);
            }
        }
    }

    private void filter(Substitution line) {
        if (!line.appliesInMethod(method)) {
            return;
        }
        if (line.takesObject()) {
            super.visitInsn(Opcodes.DUP); // what is called keeps the object, and its type
            growsStack = true;
        }
        if (line.takesThis()) {
            if (isStatic) {
                throw new IllegalStateException(method + " is static, so there is no this for " + line);
            }
            super.visitVarInsn(Opcodes.ALOAD, 0);
            growsStack = true;
        }
        callHook(line, line.filterDescriptor());
    }

    private void callHook(Substitution line, String descriptor) {
        line.applied();
        super.visitMethodInsn(Opcodes.INVOKESTATIC, line.hookClass(), line.hook(), descriptor, false);
    }

    private Object[] constants(Object[] values) {
        Object[] changed = values.clone();
        for (int i = 0; i < changed.length; i++) {
            changed[i] = constant(changed[i]);
        }
        return changed;
    }

    private Object constant(Object value) {
        if (value instanceof Handle handle) {
            return handle(handle);
        }
        if (value instanceof ConstantDynamic dynamic) {
            Object[] arguments = new Object[dynamic.getBootstrapMethodArgumentCount()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = constant(dynamic.getBootstrapMethodArgument(i));
            }
            return new ConstantDynamic(
                    dynamic.getName(), dynamic.getDescriptor(), dynamic.getBootstrapMethod(), arguments);
        }
        return value;
    }

    private Handle handle(Handle handle) {
        Substitution line = replacement(lines.about(handle.getOwner(), handle.getName(), handle.getDesc()));
        if (line == null || handle.getTag() == Opcodes.H_PUTFIELD || handle.getTag() == Opcodes.H_PUTSTATIC) {
            return handle;
        }
        line.applied();
        boolean hasObject = handle.getTag() != Opcodes.H_INVOKESTATIC && handle.getTag() != Opcodes.H_GETSTATIC;
        return new Handle(
                Opcodes.H_INVOKESTATIC, line.hookClass(), line.hook(), line.replacementDescriptor(hasObject), false);
    }
}
