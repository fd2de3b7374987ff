// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import dev.asyncloop.boot.PointHooks;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts points into classes that are loaded already: those of packages that are chosen, and all if the agent came late. */
final class PointsOnDemand {

    private PointsOnDemand() {}

    /** Sees that all classes have their points, those of some packages before plain memory too. */
    static synchronized void prepare(@Nullable Instrumentation instrumentation, List<String> packages) {
        boolean all = PointHooks.takeLate();
        List<String> added = new ArrayList<>();
        for (String name : packages) {
            String prefix = name.replace('.', '/').concat("/");
            if (PointHooks.choose(prefix)) {
                added.add(prefix);
            }
        }
        if (instrumentation == null || !all && added.isEmpty()) {
            return;
        }
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (isAffected(type, all, added) && instrumentation.isModifiableClass(type)) {
                found.add(type);
            }
        }
        retransform(instrumentation, found);
    }

    private static boolean isAffected(Class<?> type, boolean all, List<String> added) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null || type.isArray() || type.isHidden()) {
            return false;
        }
        String name = type.getName().replace('.', '/');
        boolean chosen = all;
        for (String prefix : added) {
            chosen |= name.startsWith(prefix);
        }
        return chosen && UserClasses.contains(name, loader, type.getProtectionDomain());
    }

    private static void retransform(Instrumentation instrumentation, List<Class<?>> types) {
        for (Class<?> type : types) {
            try {
                instrumentation.retransformClasses(
                        type); // one by one, so that one that cannot be does not stop the others
            } catch (UnmodifiableClassException | LinkageError e) {
                Failures.tell("Class " + type.getName() + " gets no scheduling points: " + e);
            }
        }
    }
}
