// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Replaces calls in each class that is loaded, by tables. It never fails: a class that it cannot read stays as it is, which is
 * told once.
 */
final class Transformer implements ClassFileTransformer {

    private final Substitutions substitutions;

    Transformer(Substitutions substitutions) {
        this.substitutions = substitutions;
    }

    /** Takes part in the loading of classes from now on, and rewrites those that are loaded. */
    void install(Instrumentation instrumentation)
            throws IOException, ReflectiveOperationException, UnmodifiableClassException {
        loadWhatTransforms();
        instrumentation.addTransformer(this, true);
        Class<?>[] affected = LoadedClasses.withCalls(instrumentation, substitutions);
        if (affected.length > 0) {
            instrumentation.retransformClasses(affected);
        }
        Class.forName("java.lang.VirtualThread$DelayedTaskSchedulers", false, null);
        Substitution missing = substitutions.missing();
        if (missing != null) {
            throw new NoSuchMethodException(missing + " was not found");
        }
    }

    /** Rewrites a class for a trial, as the JVM calls no transformer for what is loaded by a transformer. */
    private void loadWhatTransforms() throws IOException {
        byte[] date = ClassFiles.read("java/util/Date", null);
        if (date == null || rewritten(new ClassBytes("java/util/Date", null, false, date)) == null) {
            throw new IllegalStateException("java.util.Date is not as expected");
        }
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (className == null) {
            return null; // a hidden class: what lambdas call is a constant of the class around them
        }
        try {
            boolean excluded = Exclusions.contain(className, domain);
            return substitutions.concern(className, excluded)
                    ? rewritten(new ClassBytes(className, loader, excluded, bytes))
                    : null;
        } catch (Throwable e) {
            Failures.tell("Class " + className + " stays as it is: it cannot be rewritten on JDK " + Runtime.version()
                    + ": " + e);
            return null;
        }
    }

    /** Returns the new class file, or {@code null} if nothing is replaced. */
    byte @Nullable [] rewritten(ClassBytes type) {
        Lines lines = Calls.in(type, substitutions);
        return lines.isEmpty() ? null : Rewriting.of(type.bytes(), lines);
    }
}
