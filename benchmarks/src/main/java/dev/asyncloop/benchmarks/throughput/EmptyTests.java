// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.throughput;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** JUnit alone: the invocations of an empty test, each a node of its own. */
final class EmptyTests implements Runs {

    private static final int AT_ONCE = 1_000;
    private static final AtomicLong RAN = new AtomicLong();

    @Override
    public int perRound() {
        return 20_000;
    }

    @Override
    public void run(int orders) {
        RAN.set(0);
        for (int left = orders; left > 0; left -= AT_ONCE) {
            LauncherFactory.create()
                    .execute(LauncherDiscoveryRequestBuilder.request()
                            .selectors(selectMethod(Example.class, "example"))
                            .build());
        }
        if (RAN.get() < orders) {
            throw new IllegalStateException(RAN + " tests were run and not " + orders + ".");
        }
    }

    /** The test. */
    static class Example {

        @RepeatedTest(AT_ONCE)
        void example() {
            RAN.incrementAndGet();
        }
    }
}
