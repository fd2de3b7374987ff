// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Keeps a nested launcher from calling static {@code @BeforeAll} and {@code @AfterAll} methods again, which JUnit has called
 * around it. Registered as a service for extension autodetection, which only nested launchers switch on; elsewhere it does
 * nothing.
 *
 * @since 0.1
 */
public final class NestedClassFixtures implements InvocationInterceptor {

    /** Creates the extension; called by JUnit. */
    public NestedClassFixtures() {}

    @Override
    public void interceptBeforeAllMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> target, ExtensionContext context)
            throws Throwable {
        skipIfNested(invocation, target, context);
    }

    @Override
    public void interceptAfterAllMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> target, ExtensionContext context)
            throws Throwable {
        skipIfNested(invocation, target, context);
    }

    private static void skipIfNested(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> target, ExtensionContext context)
            throws Throwable {
        if (Modifier.isStatic(target.getExecutable().getModifiers()) && Exploration.of(context) != null) {
            invocation.skip();
        } else {
            invocation.proceed();
        }
    }
}
