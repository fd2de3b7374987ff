// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** What later JDKs have and the one we compile for has not. */
final class Jdk {

    private static final @Nullable MethodHandle IS_VIRTUAL = find("isVirtual", boolean.class);
    private static final @Nullable ThreadFactory VIRTUAL_THREADS = virtualThreads();

    private Jdk() {}

    static boolean isVirtual(Thread thread) {
        try {
            return IS_VIRTUAL != null && (boolean) IS_VIRTUAL.invokeExact(thread);
        } catch (Throwable e) {
            throw Throwing.sneaky(e);
        }
    }

    /** Returns a factory of ordinary virtual threads, or {@code null} before JDK 21. */
    static @Nullable ThreadFactory virtualThreadFactory() {
        return VIRTUAL_THREADS;
    }

    /** Returns the JVM option that opens a package of {@code java.base} to this library, on the module or the class path. */
    static String addOpens(String packageName) {
        Module module = Jdk.class.getModule();
        return "--add-opens java.base/" + packageName + "=" + (module.isNamed() ? module.getName() : "ALL-UNNAMED");
    }

    private static @Nullable MethodHandle find(String method, Class<?> result) {
        try {
            return MethodHandles.publicLookup().findVirtual(Thread.class, method, MethodType.methodType(result));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return null;
        }
    }

    private static @Nullable ThreadFactory virtualThreads() {
        if (Runtime.version().feature() < 21) {
            return null;
        }
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            return (ThreadFactory) type.getMethod("factory").invoke(builder);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
