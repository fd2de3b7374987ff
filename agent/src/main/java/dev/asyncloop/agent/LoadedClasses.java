// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The classes that were loaded before the agent. */
final class LoadedClasses {

    private LoadedClasses() {}

    /** Returns those that have something to replace: to have the JVM rewrite a class for nothing is dear. */
    static Class<?>[] withCalls(Instrumentation instrumentation, Substitutions substitutions) throws IOException {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (!type.isArray() && !type.isPrimitive() && !type.isHidden()) {
                byte[] bytes = bytes(type);
                if (bytes != null && hasCalls(type, bytes, substitutions) && instrumentation.isModifiableClass(type)) {
                    found.add(type);
                }
            }
        }
        return found.toArray(new Class<?>[0]);
    }

    private static boolean hasCalls(Class<?> type, byte[] bytes, Substitutions substitutions) {
        String name = type.getName().replace('.', '/');
        boolean excluded = Exclusions.contains(name, type.getProtectionDomain());
        return !Calls.in(bytes, name, excluded, substitutions).isEmpty();
    }

    /** Returns a class as it is in its module or jar, or {@code null} if it is made in another way. */
    static byte @Nullable [] bytes(Class<?> type) throws IOException {
        String resource = type.getName().replace('.', '/').concat(".class");
        Module module = type.getModule();
        ClassLoader loader = type.getClassLoader();
        InputStream stream = module.isNamed()
                ? module.getResourceAsStream(resource)
                : loader == null
                        ? ClassLoader.getSystemResourceAsStream(resource)
                        : loader.getResourceAsStream(resource);
        if (stream == null) {
            return null;
        }
        try (stream) {
            return stream.readAllBytes();
        }
    }
}
