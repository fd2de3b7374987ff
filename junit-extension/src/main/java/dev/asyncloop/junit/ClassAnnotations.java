// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Finds annotations of a test's class and of the classes around it, the innermost first. */
final class ClassAnnotations {

    private ClassAnnotations() {}

    static <A extends Annotation> List<A> of(ExtensionContext context, Class<A> type) {
        List<A> found = new ArrayList<>();
        for (@Nullable Class<?> owner = context.getTestClass().orElse(null);
                owner != null;
                owner = owner.getEnclosingClass()) {
            AnnotationSupport.findAnnotation(owner, type).ifPresent(found::add);
        }
        return found;
    }
}
