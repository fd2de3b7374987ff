// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.junit.ConfigurationKeys;
import dev.asyncloop.junit.ScheduleFailure;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs a class with one test that is expected to fail under some order, as a build would run it. */
public final class Exploring {

    private final Class<?> testCase;

    private Exploring(Class<?> testCase) {
        this.testCase = testCase;
    }

    public static Exploring of(Class<?> testCase) {
        return new Exploring(testCase);
    }

    /** Returns the failure under the orders that the test asks for. */
    public ScheduleFailure failure() {
        return failureIn(run(Map.of()));
    }

    /** Returns the failure under one order. */
    public ScheduleFailure failure(String seed) {
        return failureIn(run(Map.of(ConfigurationKeys.SEED, seed)));
    }

    /** Checks that one order passes. */
    public void passes(String seed) {
        run(Map.of(ConfigurationKeys.SEED, seed))
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(1).failed(0));
    }

    /** Checks that FIFO order passes, that some other order fails, and that the seed it prints fails in the same way. */
    public void passesInFifoOrderAndFailsInAnother() {
        passes("fifo");
        ScheduleFailure found = failure();
        assertThat(found).hasMessageContaining("-Dasyncloop.seed=" + found.seed());
        ScheduleFailure again = failure(found.seed());
        assertThat(again.getCause()).asString().isEqualTo(String.valueOf(found.getCause()));
    }

    private EngineExecutionResults run(Map<String, String> configuration) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(DiscoverySelectors.selectClass(testCase))
                .configurationParameter(ConfigurationKeys.FAILURES, "off")
                .configurationParameters(configuration)
                .execute();
    }

    private static ScheduleFailure failureIn(EngineExecutionResults results) {
        List<Event> failed = results.testEvents().failed().list();
        assertThat(failed).as("tests that failed").hasSize(1);
        Throwable failure = failed.get(0)
                .getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
        assertThat(failure).isInstanceOf(ScheduleFailure.class);
        return (ScheduleFailure) failure;
    }
}
