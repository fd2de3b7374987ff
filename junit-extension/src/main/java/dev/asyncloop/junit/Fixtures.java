// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExecutableInvoker;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * Makes test instances and calls their methods in JUnit's order: what is around comes first before, and last after.
 */
final class Fixtures {

    private record Level(Class<?> type, List<Method> before, List<Method> after) {}

    private final ExecutableInvoker invoker;
    private final List<Level> levels = new ArrayList<>();
    private final List<Object> firstInstances;
    private final int kept;
    private final Method test;

    Fixtures(ExtensionContext context) {
        invoker = context.getExecutableInvoker();
        firstInstances = context.getRequiredTestInstances().getAllInstances();
        test = context.getRequiredTestMethod();
        for (Object instance : firstInstances) {
            Class<?> type = instance.getClass();
            levels.add(new Level(
                    type,
                    AnnotationSupport.findAnnotatedMethods(type, BeforeEach.class, HierarchyTraversalMode.TOP_DOWN),
                    AnnotationSupport.findAnnotatedMethods(type, AfterEach.class, HierarchyTraversalMode.BOTTOM_UP)));
        }
        kept = kept(context);
    }

    /**
     * Returns how many levels keep JUnit's instances: the innermost one with {@code PER_CLASS} and all around it, which that
     * instance belongs to.
     */
    private int kept(ExtensionContext test) {
        Set<Class<?>> perClass = new HashSet<>();
        for (Optional<ExtensionContext> at = Optional.of(test);
                at.isPresent();
                at = at.get().getParent()) {
            ExtensionContext context = at.get();
            if (context.getTestInstanceLifecycle().orElse(Lifecycle.PER_METHOD) == Lifecycle.PER_CLASS) {
                context.getTestClass().ifPresent(perClass::add);
            }
        }
        for (int i = levels.size(); i > 0; i--) {
            if (perClass.contains(levels.get(i - 1).type())) {
                return i;
            }
        }
        return 0;
    }

    static boolean isLifecycleMethod(Method method) {
        return AnnotationSupport.isAnnotated(method, BeforeEach.class)
                || AnnotationSupport.isAnnotated(method, AfterEach.class);
    }

    /** Returns the instances that JUnit has made, the outermost first. */
    List<Object> firstInstances() {
        return firstInstances;
    }

    /** Makes new instances, the outermost first; where {@code PER_CLASS} says so, they are JUnit's. */
    List<Object> newInstances() {
        List<Object> instances = new ArrayList<>(firstInstances.subList(0, kept));
        for (Level level : levels.subList(kept, levels.size())) {
            Constructor<?> constructor = constructor(level.type());
            Object outer = instances.isEmpty() ? null : instances.get(instances.size() - 1);
            instances.add(outer == null ? invoker.invoke(constructor) : invoker.invoke(constructor, outer));
        }
        return instances;
    }

    /** Returns the only constructor, as JUnit has made sure; compilers may have added others. */
    private static Constructor<?> constructor(Class<?> type) {
        return Arrays.stream(type.getDeclaredConstructors())
                .filter(constructor -> !constructor.isSynthetic())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(type.getName() + " has no constructor"));
    }

    void beforeEach(List<Object> instances, Node node) throws Throwable {
        for (int i = 0; i < levels.size(); i++) {
            for (Method method : levels.get(i).before()) {
                Object instance = instances.get(i);
                node.call(() -> invoker.invoke(method, instance));
            }
        }
    }

    void test(List<Object> instances, Node node) throws Throwable {
        node.call(() -> invoker.invoke(test, instances.get(instances.size() - 1)));
    }

    /** Calls all methods, also after one has failed; returns the failures together. */
    @Nullable
    Throwable afterEach(List<Object> instances, Node node) {
        Throwable failure = null;
        for (int i = levels.size() - 1; i >= 0; i--) {
            Object instance = instances.get(i);
            for (Method method : levels.get(i).after()) {
                failure =
                        Calls.combine(failure, Calls.attempt(() -> node.call(() -> invoker.invoke(method, instance))));
            }
        }
        return failure;
    }
}
