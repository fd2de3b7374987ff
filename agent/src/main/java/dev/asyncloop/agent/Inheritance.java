// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;

/** Tells from class files, as nothing may be loaded here, whether a class inherits a method. */
final class Inheritance {

    private Inheritance() {}

    /** Returns whether the method of a line is meant, where a class names {@code owner} as the one that has it. */
    static boolean inherits(String owner, Substitution line, ClassBytes caller) {
        String name = owner;
        try {
            while (true) {
                byte[] bytes = name.equals(caller.name()) ? caller.bytes() : ClassFiles.read(name, caller.loader());
                if (bytes == null) {
                    return false;
                }
                ClassReader reader = new ClassReader(bytes);
                String above = reader.getSuperName();
                if (above == null || declares(reader, line)) {
                    return false;
                }
                if (above.equals(line.owner)) {
                    return true;
                }
                name = above;
            }
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean declares(ClassReader reader, Substitution line) {
        boolean[] found = new boolean[1];
        reader.accept(
                new ClassVisitor(Rewriting.API) {
                    @Override
                    public @Nullable MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        found[0] |= name.equals(line.name) && descriptor.equals(line.descriptor);
                        return null;
                    }
                },
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        return found[0];
    }
}
