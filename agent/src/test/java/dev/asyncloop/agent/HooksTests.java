// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The hooks, as class files: they are called from inside the JDK. */
class HooksTests {

    private static final Set<String> METHODS = new HashSet<>();
    private static final Set<String> DYNAMIC = new HashSet<>();

    @BeforeAll
    static void readHooks() throws Exception {
        for (byte[] bytes : BootClasses.read()) {
            ClassReader reader = new ClassReader(bytes);
            reader.accept(new Collector(reader.getClassName()), 0);
        }
    }

    @Test
    void hooks_useNoInvokedynamic() {
        assertThat(DYNAMIC).isEmpty();
    }

    @Test
    void everyLine_namesAHookThatExists() {
        List<Substitution> lines =
                Stream.of(Substitutions.TABLES).flatMap(Stream::of).toList();
        assertThat(lines).isNotEmpty();
        for (Substitution line : lines) {
            String hook = line.hookClass() + "." + line.hook();
            List<String> descriptors = line.kind == Substitution.Kind.REPLACE
                    ? List.of(line.replacementDescriptor(true), line.replacementDescriptor(false))
                    : List.of(line.filterDescriptor());
            assertThat(descriptors.stream().map(hook::concat)).as("%s", line).anyMatch(METHODS::contains);
        }
    }

    private static final class Collector extends ClassVisitor {

        private final String owner;

        Collector(String owner) {
            super(Opcodes.ASM9);
            this.owner = owner;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            String method = owner + "." + name + descriptor;
            METHODS.add(method);
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... more) {
                    DYNAMIC.add(method);
                }
            };
        }
    }
}
