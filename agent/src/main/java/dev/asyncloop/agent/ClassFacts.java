// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What has to be known of a class before its first method is rewritten. */
final class ClassFacts extends ClassVisitor {

    private final Map<String, Integer> maxLocals = new HashMap<>();
    private final Set<String> changingThis = new HashSet<>();

    /** Whether a method is synchronized that can be rewritten. */
    boolean hasSynchronizedMethods;

    ClassFacts(ClassReader reader) {
        super(Opcodes.ASM9);
        reader.accept(this, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }

    /** Returns how many local variables a method has. */
    int maxLocals(String method) {
        Integer known = maxLocals.get(method);
        return known == null ? 0 : known;
    }

    /** Returns whether a synchronized method can lock by itself: it has code, and {@code this} is not overwritten. */
    boolean canLockByItself(String method) {
        return maxLocals.containsKey(method) && !changingThis.contains(method);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        String method = name + descriptor;
        boolean isSynchronized = (access & Opcodes.ACC_SYNCHRONIZED) != 0;
        boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitVarInsn(int opcode, int variable) {
                if (opcode >= Opcodes.ISTORE && variable == 0 && !isStatic) {
                    changingThis.add(method);
                }
            }

            @Override
            public void visitMaxs(int stack, int locals) {
                maxLocals.put(method, locals);
                hasSynchronizedMethods |= isSynchronized && canLockByItself(method);
            }
        };
    }
}
