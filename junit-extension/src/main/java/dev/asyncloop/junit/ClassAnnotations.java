// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** A test's class and the classes around it that JUnit runs it in, the innermost first; and their annotations. */
final class ClassAnnotations {

    private ClassAnnotations() {}

    /** Returns the classes; a static nested class has none around it, and an inherited one those that inherit it. */
    static List<Class<?>> classes(ExtensionContext context) {
        List<Class<?>> classes = new ArrayList<>(context.getEnclosingTestClasses());
        context.getTestClass().ifPresent(classes::add);
        Collections.reverse(classes);
        return classes;
    }

    static <A extends Annotation> List<A> of(ExtensionContext context, Class<A> type) {
        List<A> found = new ArrayList<>();
        for (Class<?> owner : classes(context)) {
            AnnotationSupport.findAnnotation(owner, type).ifPresent(found::add);
        }
        return found;
    }
}
