// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Runs {@link AsyncLoopTest} methods, and gives a loop to other tests of a class that is annotated {@link AsyncLoopConfig}
 * or extended with this.
 *
 * <p>The loop is bound to the thread of each phase anew, since a {@code @Timeout} in a separate thread runs phases on threads
 * of its own.
 *
 * @since 0.1
 */
public final class AsyncLoopExtension
        implements TestTemplateInvocationContextProvider,
                ParameterResolver,
                BeforeEachCallback,
                AfterEachCallback,
                InvocationInterceptor,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler,
                PreInterruptCallback {

    /** Creates the extension; called by JUnit. */
    public AsyncLoopExtension() {}

    // ---- the invocation

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getRequiredTestMethod(), AsyncLoopTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Misuse.check(context);
        TestSettings settings = new TestSettings(context);
        Exploration running = Exploration.of(context);
        if (running != null) {
            return running.invocations(context, settings);
        }
        if (!settings.explores()) {
            return Stream.of(PlannedInvocation.plan(context, single(settings)));
        }
        OrderPlan plan = new OrderPlan(context, settings);
        if (OtherExtensions.takePart(context)) {
            Explored explored = NestedExplorer.explore(context, settings, plan);
            return Stream.of(PlannedInvocation.plan(
                    context, new PlannedInvocation(settings, explored.toShow(), plan, null, explored)));
        }
        Order first = plan.next();
        return Stream.of(PlannedInvocation.plan(
                context, new PlannedInvocation(settings, first == null ? settings.only() : first, plan, null, null)));
    }

    private static PlannedInvocation single(TestSettings settings) {
        return new PlannedInvocation(settings, settings.only(), null, null, null);
    }

    // ---- parameters

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return LoopParameters.supports(parameter);
    }

    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return LoopParameters.resolve(parameter, nodeFor(context, parameter));
    }

    private static Node nodeFor(ExtensionContext context, ParameterContext parameter) {
        if (context.getTestMethod().isEmpty()) {
            throw Misuse.noLoopOutsideOfTests(context, parameter);
        }
        Node node = PlannedInvocation.nodeOf(context);
        return node != null ? node : single(context);
    }

    /** Makes the node of a test that is not ours: one order. */
    private static Node single(ExtensionContext context) {
        return Node.prepare(context, single(new TestSettings(context)));
    }

    // ---- the phases

    @Override
    public void beforeEach(ExtensionContext context) {
        Misuse.checkInvocation(context);
    }

    @Override
    public <T> T interceptTestClassConstructor(
            Invocation<T> invocation, ReflectiveInvocationContext<Constructor<T>> target, ExtensionContext context)
            throws Throwable {
        return run(invocation, PlannedInvocation.nodeOf(context));
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> target, ExtensionContext context)
            throws Throwable {
        callOf(invocation, Node.of(context));
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> target, ExtensionContext context)
            throws Throwable {
        callOf(invocation, Node.of(context));
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> target, ExtensionContext context)
            throws Throwable {
        Node node = Node.of(context);
        OrderPlan plan = node == null ? null : node.planInside();
        if (node != null && plan != null) {
            InNodeExplorer explorer = new InNodeExplorer(node, plan, context);
            node.setExplorer(explorer);
            node.beginPhase();
            try {
                explorer.run(invocation);
            } finally {
                node.endPhase();
            }
        } else {
            callOf(invocation, node);
        }
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> target, ExtensionContext context)
            throws Throwable {
        Node node = Node.of(context);
        InNodeExplorer explorer = node == null ? null : node.explorer();
        if (node == null || explorer == null) {
            callOf(invocation, node);
            return;
        }
        invocation.skip();
        if (!node.isAbandoned()) {
            node.beginPhase();
            try {
                explorer.afterEachIfLeftOver();
            } finally {
                node.endPhase();
            }
        }
    }

    private static void callOf(Invocation<Void> method, @Nullable Node node) throws Throwable {
        Invocation<Void> call = () -> {
            if (node == null) {
                method.proceed();
            } else {
                node.call(method::proceed);
            }
            return null;
        };
        run(call, node);
    }

    private static <T> T run(Invocation<T> invocation, @Nullable Node node) throws Throwable {
        if (node == null) {
            return invocation.proceed();
        }
        node.beginPhase();
        try {
            return invocation.proceed();
        } catch (Throwable e) {
            node.current().failed();
            Throwable explained = node.current().explained(e);
            throw FailureReport.wrap(node, explained == null ? e : explained);
        } finally {
            node.endPhase();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        Node node = Node.of(context);
        if (node == null || node.isAbandoned()) {
            return;
        }
        Throwable before = context.getExecutionException().orElse(null);
        node.beginPhase();
        Throwable failure;
        try {
            failure = node.finish(before);
        } finally {
            node.endPhase();
        }
        if (failure != null && failure != before) {
            throw Calls.rethrow(FailureReport.wrap(node, failure));
        }
    }

    // ---- time-outs

    @Override
    public void beforeThreadInterrupt(PreInterruptContext interrupt, ExtensionContext context) {
        Node node = Node.of(context);
        if (node != null) {
            node.timedOut();
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(context, failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw explained(context, failure);
    }

    private static Throwable explained(ExtensionContext context, Throwable failure) {
        Node node = Node.of(context);
        if (node != null && failure instanceof TimeoutException && node.timeoutDump() != null) {
            ScheduleFailure before = node.foundBeforeTimeout();
            return before != null ? before : FailureReport.timeout(node, failure);
        }
        return failure;
    }
}
