// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * The orders of a test as invocations of a nested launcher, one after the other until one fails. It lies in the store of the
 * nested launcher's session, where the extension finds it and knows that it is the nested one.
 */
final class Exploration {

    static final String KEY = "exploration";

    private int number;
    private @Nullable Throwable failure;
    private long failedTraceHash;
    private boolean over;

    /** Returns the exploration in which the caller runs, or {@code null} if it runs in none. */
    static @Nullable Exploration of(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, Node.NAMESPACE).get(KEY, Exploration.class);
    }

    Stream<TestTemplateInvocationContext> invocations(ExtensionContext template, TestSettings settings) {
        Iterator<TestTemplateInvocationContext> orders = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return failure == null && number < settings.schedules();
            }

            @Override
            public TestTemplateInvocationContext next() {
                number++;
                return PlannedInvocation.plan(template, settings, Exploration.this, number);
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(orders, Spliterator.ORDERED), false);
    }

    /** Notes that the current order has failed. */
    void failed(Throwable e) {
        if (failure == null) {
            failure = e;
        }
    }

    void failedTrace(long hash) {
        failedTraceHash = hash;
    }

    /** Returns whether there was at least one order, or a failure before the first. */
    boolean hasRun() {
        return number > 0 || failure != null;
    }

    void end() {
        over = true;
    }

    /** Returns whether all orders have run, so that what runs now is the visible invocation. */
    boolean isOver() {
        return over;
    }

    /** Returns the order that the visible invocation repeats: the one that failed, or the first. */
    int numberToShow() {
        return failure == null || number == 0 ? 1 : number;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Returns whether the visible run made the same steps as the explored one. */
    boolean isSameTrace(ScheduleRun run) {
        return failedTraceHash == run.traceHash();
    }

    /**
     * Complains if an order failed while it was explored, and has just passed; and adds the seed to a failure that comes from
     * another extension.
     */
    void compareWith(Node node, @Nullable Throwable shown) {
        Throwable explored = failure;
        if (explored == null) {
            return;
        }
        if (shown == null || shown instanceof TestAbortedException) {
            Throwable told = FailureReport.wrap(node, node.current(), explored, FailureReport.notRepeated(null));
            throw told instanceof Error error ? error : new AssertionError(told);
        }
        if (!(shown instanceof ScheduleFailure)) {
            shown.addSuppressed(FailureReport.seedOnly(node));
        }
    }
}
