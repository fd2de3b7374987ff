// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.explore.Coverage;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/**
 * Orders of a test as invocations of a nested launcher, one after the other. It lies in the store of the nested launcher's
 * session, where the extension finds it and knows that it is the nested one.
 */
final class Exploration {

    static final String KEY = "exploration";

    private final Orders orders;
    private @Nullable Order pending;
    private @Nullable ScheduleRun run;
    private @Nullable Throwable broken;
    private boolean hasRun;

    Exploration(Orders orders) {
        this.orders = orders;
    }

    /** Returns the exploration in which the caller runs, or {@code null} if it runs in none. */
    static @Nullable Exploration of(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, Node.NAMESPACE).get(KEY, Exploration.class);
    }

    Stream<TestTemplateInvocationContext> invocations(ExtensionContext template, TestSettings settings) {
        Iterator<TestTemplateInvocationContext> invocations = new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (pending == null && broken == null) {
                    pending = orders.next();
                }
                return pending != null;
            }

            @Override
            public TestTemplateInvocationContext next() {
                Order order = pending;
                if (order == null) {
                    throw new NoSuchElementException();
                }
                pending = null;
                return PlannedInvocation.plan(
                        template, new PlannedInvocation(settings, order, null, Exploration.this, null));
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(invocations, Spliterator.ORDERED), false);
    }

    /** Returns what counts the runs, or {@code null}. */
    @Nullable
    Coverage coverage() {
        return orders.coverage();
    }

    /** Notes the run of the invocation that has begun. */
    void began(ScheduleRun begun) {
        run = begun;
    }

    /** Notes that an invocation has ended, all callbacks of all extensions included. */
    void ended(@Nullable Throwable failure) {
        ScheduleRun ended = run;
        run = null;
        if (ended != null) {
            hasRun = true;
            orders.ended(new Outcome(ended, failure));
        } else if (failure != null) {
            broke(failure);
        }
    }

    /** Notes a failure outside of all invocations. */
    void broke(Throwable failure) {
        if (broken == null) {
            broken = failure;
        }
    }

    /** Returns what has failed outside of all orders, or {@code null}. */
    @Nullable
    Throwable broken() {
        return broken;
    }

    boolean hasRun() {
        return hasRun;
    }
}
