// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The classes that were loaded before the agent, and where class files are found. */
final class LoadedClasses {

    private LoadedClasses() {}

    /** Returns those that have something to replace: to have the JVM rewrite a class for nothing is dear. */
    static Class<?>[] withCalls(Instrumentation instrumentation, Substitutions substitutions) throws IOException {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (!type.isArray() && !type.isPrimitive() && !type.isHidden()) {
                ClassBytes bytes = bytes(type);
                if (bytes != null
                        && !Calls.in(bytes, substitutions).isEmpty()
                        && instrumentation.isModifiableClass(type)) {
                    found.add(type);
                }
            }
        }
        return found.toArray(new Class<?>[0]);
    }

    /** Returns a class as it is in its module or jar, or {@code null} if it is made in another way. */
    static @Nullable ClassBytes bytes(Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/');
        Module module = type.getModule();
        ClassLoader loader = type.getClassLoader();
        byte[] bytes = module.isNamed() ? read(module.getResourceAsStream(name.concat(".class"))) : bytes(name, loader);
        return bytes == null ? null : new ClassBytes(name, loader, type.getProtectionDomain(), bytes);
    }

    /** Returns a class as it is where a class loader would find it, or {@code null} if that is nowhere. */
    static byte @Nullable [] bytes(String name, @Nullable ClassLoader loader) throws IOException {
        String resource = name.concat(".class");
        return read(
                loader == null
                        ? ClassLoader.getSystemResourceAsStream(resource)
                        : loader.getResourceAsStream(resource));
    }

    private static byte @Nullable [] read(@Nullable InputStream stream) throws IOException {
        if (stream == null) {
            return null;
        }
        try (stream) {
            return stream.readAllBytes();
        }
    }
}
