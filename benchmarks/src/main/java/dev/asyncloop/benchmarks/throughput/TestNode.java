// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.throughput;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.asyncloop.Loop;
import dev.asyncloop.junit.AsyncLoopTest;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** One node of JUnit, with fixtures that run for each order. */
record TestNode(Body body) implements Runs {

    private static final AtomicLong BODIES = new AtomicLong();
    private static final AtomicLong AFTER = new AtomicLong();
    private static final AtomicReference<Body> BODY = new AtomicReference<>(Body.EMPTY);

    @Override
    public int perRound() {
        return 100_000;
    }

    @Override
    public void run(int orders) {
        BODY.set(body);
        BODIES.set(0);
        AFTER.set(0);
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectMethod(Example.class, "example", Loop.class.getName()))
                                .configurationParameter("asyncloop.schedules", Integer.toString(orders))
                                .build(),
                        summary);
        if (summary.getSummary().getTestsSucceededCount() != 1
                || BODIES.get() < orders
                || AFTER.get() != BODIES.get()) {
            throw new IllegalStateException("Expected one green test of " + orders + " orders, and there were " + BODIES
                    + " bodies: " + summary.getSummary().getFailures());
        }
    }

    /** The test. */
    static class Example {

        private long before;

        @BeforeEach
        void before(Loop loop) {
            before = loop.trace().steps();
        }

        @AsyncLoopTest
        void example(Loop loop) {
            BODIES.incrementAndGet();
            BODY.get().run(loop);
        }

        @AfterEach
        void after(Loop loop) {
            if (before == 0) {
                AFTER.incrementAndGet();
            }
        }
    }
}
