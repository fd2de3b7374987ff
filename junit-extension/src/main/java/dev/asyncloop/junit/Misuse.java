// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.AnnotationSupport;

/** Recognises what cannot work, and says what to do instead. */
final class Misuse {

    private Misuse() {}

    /** Checks the annotations of a method that is annotated {@link AsyncLoopTest}. */
    static void check(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        String where = context.getRequiredTestClass().getName() + "." + method.getName();
        if (AnnotationSupport.isAnnotated(method, Test.class)) {
            throw besideTest(where);
        }
        for (Annotation annotation : method.getAnnotations()) {
            Class<? extends Annotation> type = annotation.annotationType();
            boolean ours = type == AsyncLoopTest.class || AnnotationSupport.isAnnotated(type, AsyncLoopTest.class);
            if (!ours && (type == TestTemplate.class || AnnotationSupport.isAnnotated(type, TestTemplate.class))) {
                throw new ExtensionConfigurationException(
                        "@" + type.getSimpleName() + " and @AsyncLoopTest are both on "
                                + where
                                + ": JUnit runs one after the other and does not multiply them. For parameters times orders,"
                                + " put @ParameterizedClass on the class and @AsyncLoopTest on the method; for one order per"
                                + " invocation, put @AsyncLoopConfig on the class and only @" + type.getSimpleName()
                                + " on the method.");
            }
        }
    }

    /** Checks a test when it begins: a method annotated twice is also invoked by another than us. */
    static void checkInvocation(ExtensionContext context) {
        context.getTestMethod().ifPresent(method -> {
            if (AnnotationSupport.isAnnotated(method, AsyncLoopTest.class)) {
                check(context);
            }
        });
    }

    private static ExtensionConfigurationException besideTest(String where) {
        return new ExtensionConfigurationException("@Test and @AsyncLoopTest are both on " + where
                + ": JUnit would run the method twice. Remove @Test; @AsyncLoopTest is enough.");
    }

    static IllegalStateException loopClosed(String name) {
        return new IllegalStateException("The test closed its loop \"" + name
                + "\"; the extension does that, after it has looked for what was left behind. Remove close(), or the"
                + " try-with-resources around the injected loop.");
    }

    static ParameterResolutionException noLoopOutsideOfTests(ExtensionContext context, ParameterContext parameter) {
        String type = parameter.getParameter().getType().getSimpleName();
        boolean constructor = parameter.getDeclaringExecutable() instanceof Constructor;
        return new ParameterResolutionException("A " + type + " belongs to one order of one test, and "
                + (constructor
                        ? "the constructor of " + context.getRequiredTestClass().getName()
                                + " runs once for all of them (Lifecycle.PER_CLASS)"
                        : parameter.getDeclaringExecutable().getName() + "(..) runs outside of tests")
                + ". Take the " + type + " as parameter of the test or of a @BeforeEach method.");
    }
}
