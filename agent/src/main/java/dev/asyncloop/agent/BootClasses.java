// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Defines the hooks in the boot loader, where the JDK's classes find them. They lie in a jar inside of our jar.
 *
 * <p>To append that jar to the boot class path, as the instrumentation offers, would take a temporary file, make the JVM print
 * a warning, and keep it from sharing class data.
 */
final class BootClasses {

    private static final String JAR = "/META-INF/asyncloop/asyncloop-boot.jar";

    private final Object unsafe;
    private final Method defineClass;

    private BootClasses() throws ReflectiveOperationException {
        Class<?> type = Class.forName(Opening.MISC + ".Unsafe");
        unsafe = type.getMethod("getUnsafe").invoke(null);
        defineClass = type.getMethod(
                "defineClass",
                String.class,
                byte[].class,
                int.class,
                int.class,
                ClassLoader.class,
                ProtectionDomain.class);
    }

    static void define(Instrumentation instrumentation) throws IOException, ReflectiveOperationException {
        Opening.of(instrumentation, Opening.MISC, BootClasses.class.getModule());
        BootClasses boot = new BootClasses();
        List<byte[]> left = read();
        while (!left.isEmpty()) {
            left = boot.defineSome(left);
        }
    }

    /** Returns what needs others to be defined before it. */
    private List<byte[]> defineSome(List<byte[]> classes) throws ReflectiveOperationException {
        List<byte[]> left = new ArrayList<>();
        for (byte[] bytes : classes) {
            try {
                defineClass.invoke(unsafe, null, bytes, 0, bytes.length, null, null);
            } catch (InvocationTargetException e) {
                left.add(bytes);
                if (left.size() == classes.size() || !(e.getCause() instanceof NoClassDefFoundError)) {
                    throw e;
                }
            }
        }
        return left;
    }

    /** Returns the class files. */
    static List<byte[]> read() throws IOException {
        List<byte[]> classes = new ArrayList<>();
        try (InputStream in = BootClasses.class.getResourceAsStream(JAR)) {
            if (in == null) {
                throw new IOException("the agent's jar has no " + JAR);
            }
            ZipInputStream jar = new ZipInputStream(in);
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                if (entry.getName().endsWith(".class") && !entry.getName().endsWith("package-info.class")) {
                    classes.add(jar.readAllBytes());
                }
            }
        }
        return classes;
    }
}
