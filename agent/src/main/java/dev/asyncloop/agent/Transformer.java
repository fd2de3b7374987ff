// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Date;
import java.util.List;
import java.util.Objects;
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

    /** Takes part in the loading of classes from now on, and in that of those that are loaded, once more. */
    void install(Instrumentation instrumentation) throws Exception {
        // What has to be loaded for a transformation must not have to be transformed.
        transform("java/util/Date", null, Objects.requireNonNull(LoadedClasses.bytes(Date.class)));
        instrumentation.addTransformer(this, true);
        Class<?>[] affected = LoadedClasses.withCalls(instrumentation, substitutions);
        if (affected.length > 0) {
            instrumentation.retransformClasses(affected);
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
            return null; // a hidden class: its lambdas are constants of the class around it
        }
        try {
            return transform(className, domain, bytes);
        } catch (Throwable e) {
            Failures.tell("Class " + className + " stays as it is: it cannot be rewritten on JDK " + Runtime.version()
                    + ": " + e);
            return null;
        }
    }

    private byte @Nullable [] transform(String className, @Nullable ProtectionDomain domain, byte[] bytes) {
        List<Substitution> found = Calls.in(bytes, className, Exclusions.contains(className, domain), substitutions);
        return found.isEmpty() ? null : Rewriting.of(bytes, found);
    }
}
