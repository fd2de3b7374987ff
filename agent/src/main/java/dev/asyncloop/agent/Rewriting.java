// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes a class anew, in which some calls are replaced. Fields, methods, frames and constants stay as they are. */
final class Rewriting extends ClassVisitor {

    static final int API = Opcodes.ASM9;

    private final Map<String, List<Substitution>> lines;

    private Rewriting(ClassVisitor next, Map<String, List<Substitution>> lines) {
        super(API, next);
        this.lines = lines;
    }

    static byte[] of(byte[] bytes, List<Substitution> found) {
        Map<String, List<Substitution>> lines = new HashMap<>();
        for (Substitution line : found) {
            List<Substitution> same = lines.get(line.key());
            if (same == null) {
                same = new ArrayList<>(1);
                lines.put(line.key(), same);
            }
            same.add(line);
        }
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new Rewriting(writer, lines), 0);
        return writer.toByteArray();
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        return next == null ? null : new CallRewriter(next, lines, name, (access & Opcodes.ACC_STATIC) != 0);
    }
}
