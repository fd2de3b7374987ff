// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Finds out whether extensions other than ours take part in a test: then its orders must be invocations of JUnit's own, for
 * only JUnit can call them.
 */
final class OtherExtensions {

    private static final String AUTODETECTION = "junit.jupiter.extensions.autodetection.enabled";
    private static final List<Class<? extends Annotation>> ON_FIELDS =
            List.of(RegisterExtension.class, TempDir.class, AutoClose.class);

    private OtherExtensions() {}

    static boolean takePart(ExtensionContext context) {
        return first(context) != null;
    }

    /** Returns the first sign of another extension, or {@code null} if there is none. */
    static @Nullable String first(ExtensionContext context) {
        if (context.getConfigurationParameter(AUTODETECTION)
                .map(Boolean::parseBoolean)
                .orElse(false)) {
            return AUTODETECTION;
        }
        Method method = context.getRequiredTestMethod();
        String found = inExecutable(method);
        for (Class<?> owner : ClassAnnotations.classes(context)) {
            found = found != null ? found : inHierarchy(owner);
        }
        return found;
    }

    private static @Nullable String inHierarchy(Class<?> start) {
        for (Class<?> type : typesOf(start)) {
            String found = onElement(type);
            for (Field field : type.getDeclaredFields()) {
                found = found != null ? found : onField(field);
            }
            for (Executable method : executables(type)) {
                found = found != null ? found : inExecutable(method);
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Returns the constructors, and the methods that run before and after each test. */
    private static List<Executable> executables(Class<?> type) {
        List<Executable> found = new ArrayList<>(List.of(type.getDeclaredConstructors()));
        for (Method method : type.getDeclaredMethods()) {
            if (Fixtures.isLifecycleMethod(method)) {
                found.add(method);
            }
        }
        return found;
    }

    private static List<Class<?>> typesOf(Class<?> start) {
        List<Class<?>> types = new ArrayList<>();
        for (Class<?> type = start; type != null && type != Object.class; type = type.getSuperclass()) {
            types.add(type);
            for (Class<?> implemented : type.getInterfaces()) {
                types.addAll(typesOf(implemented));
            }
        }
        return types;
    }

    private static @Nullable String onField(Field field) {
        for (Class<? extends Annotation> annotation : ON_FIELDS) {
            if (AnnotationSupport.isAnnotated(field, annotation)) {
                return "@" + annotation.getSimpleName() + " " + field.getName();
            }
        }
        return onElement(field);
    }

    private static @Nullable String inExecutable(Executable executable) {
        String found = onElement(executable);
        for (Parameter parameter : executable.getParameters()) {
            if (found == null && AnnotationSupport.isAnnotated(parameter, TempDir.class)) {
                found = "@TempDir " + parameter.getName();
            }
            found = found != null ? found : onElement(parameter);
        }
        return found;
    }

    /** A condition such as {@code @EnabledOnOs} has its say before the node, and none in its orders. */
    private static boolean isConditionOfJUnit(Class<?> extension) {
        return ExecutionCondition.class.isAssignableFrom(extension)
                && extension.getPackageName().startsWith("org.junit.jupiter.api.condition");
    }

    private static @Nullable String onElement(AnnotatedElement element) {
        for (ExtendWith with : AnnotationSupport.findRepeatableAnnotations(element, ExtendWith.class)) {
            for (Class<?> extension : with.value()) {
                if (extension != AsyncLoopExtension.class && !isConditionOfJUnit(extension)) {
                    return extension.getSimpleName();
                }
            }
        }
        return null;
    }
}
