// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import dev.asyncloop.boot.PointHooks;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Puts points into each class of users that is loaded. A class in which that fails stays as it is, which is told once. */
final class PointsTransformer implements ClassFileTransformer {

    private final Fields fields = new Fields();

    /** The classes whose synchronized methods lock by themselves: if they are rewritten again, these must be the same. */
    private final Map<ClassLoader, Set<String>> lockingByThemselves = new WeakHashMap<>();

    /** Takes part in the loading of classes from now on; must come before what replaces calls that points are for. */
    void install(Instrumentation instrumentation) {
        instrumentation.addTransformer(this, true);
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (loader == null || className == null || !UserClasses.contains(className, loader, domain)) {
            return null;
        }
        try {
            boolean memory = PointHooks.isChosen(className);
            boolean isNew = redefined == null;
            PointsClass.Result result =
                    PointsClass.rewrite(bytes, fields, loader, memory, isNew || isLockingByItself(loader, className));
            if (result == null) {
                return null;
            }
            if (isNew && result.isLockingByItself()) {
                remember(loader, className);
            }
            return result.bytes();
        } catch (Throwable e) {
            Failures.tell("Class " + className + " gets no scheduling points: it cannot be rewritten on JDK "
                    + Runtime.version() + ": " + e);
            return null;
        }
    }

    private boolean isLockingByItself(ClassLoader loader, String className) {
        synchronized (lockingByThemselves) {
            Set<String> names = lockingByThemselves.get(loader);
            return names != null && names.contains(className);
        }
    }

    private void remember(ClassLoader loader, String className) {
        synchronized (lockingByThemselves) {
            Set<String> names = lockingByThemselves.get(loader);
            if (names == null) {
                names = new HashSet<>();
                lockingByThemselves.put(loader, names);
            }
            names.add(className);
        }
    }
}
