// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleReader;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads classes from where they are loaded. */
final class ClassFiles {

    private ClassFiles() {}

    /** Opens {@code java.base}, from where most classes are read: half as dear as by way of a class loader. */
    static ModuleReader openJdk() throws IOException {
        return ModuleLayer.boot()
                .configuration()
                .findModule("java.base")
                .orElseThrow()
                .reference()
                .open();
    }

    /** Returns a class file, or {@code null} if the class is made in another way. */
    static byte @Nullable [] read(Class<?> type, String name, ModuleReader jdk) throws IOException {
        Module module = type.getModule();
        if (module == Object.class.getModule()) {
            Optional<ByteBuffer> found = jdk.read(name.concat(".class"));
            return found.isEmpty() ? null : copy(found.get(), jdk);
        }
        return module.isNamed()
                ? read(module.getResourceAsStream(name.concat(".class")))
                : read(name, type.getClassLoader());
    }

    /** Returns a class file as a class loader would find it, or {@code null} if it does not. */
    static byte @Nullable [] read(String name, @Nullable ClassLoader loader) throws IOException {
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

    private static byte[] copy(ByteBuffer buffer, ModuleReader reader) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        reader.release(buffer);
        return bytes;
    }
}
