// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes a class anew, in which some calls are replaced. Fields, methods, frames and constants stay as they are. */
final class Rewriting extends ClassVisitor {

    static final int API = Opcodes.ASM9;

    private final Lines lines;
    private int methods;

    private Rewriting(ClassVisitor next, Lines lines) {
        super(API, next);
        this.lines = lines;
    }

    /** Returns the new class file; the lines are found by the member that is called. */
    static byte[] of(byte[] bytes, Lines lines) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new Rewriting(writer, lines), 0);
        return writer.toByteArray();
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        if (next == null || !lines.mayApplyIn(methods++)) {
            return next; // which the writer then copies as a whole
        }
        return new CallRewriter(next, lines, name, (access & Opcodes.ACC_STATIC) != 0);
    }
}
