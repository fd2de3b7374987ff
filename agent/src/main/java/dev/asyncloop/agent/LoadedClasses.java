// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.module.ModuleReader;
import java.util.ArrayList;
import java.util.List;

/** The classes that were loaded before the agent. */
final class LoadedClasses {

    private LoadedClasses() {}

    /** Returns those that have something to replace: to have the JVM rewrite a class for nothing is dear. */
    static Class<?>[] withCalls(Instrumentation instrumentation, Substitutions substitutions) throws IOException {
        List<Class<?>> found = new ArrayList<>();
        try (ModuleReader jdk = ClassFiles.openJdk()) {
            for (Class<?> type : instrumentation.getAllLoadedClasses()) {
                if (!type.isArray()
                        && !type.isPrimitive()
                        && !type.isHidden()
                        && hasCalls(type, substitutions, jdk)
                        && instrumentation.isModifiableClass(type)) {
                    found.add(type);
                }
            }
        }
        return found.toArray(new Class<?>[0]);
    }

    private static boolean hasCalls(Class<?> type, Substitutions substitutions, ModuleReader jdk) throws IOException {
        String name = type.getName().replace('.', '/');
        boolean excluded = Exclusions.contain(name, type.getProtectionDomain());
        if (!substitutions.concern(name, excluded)) {
            return false;
        }
        byte[] bytes = ClassFiles.read(type, name, jdk);
        return bytes != null
                && !Calls.in(new ClassBytes(name, type.getClassLoader(), excluded, bytes), substitutions)
                        .isEmpty();
    }
}
