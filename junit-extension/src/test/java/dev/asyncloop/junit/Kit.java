// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs fixtures in a JUnit engine of their own, with nothing set from outside but what a test says. */
final class Kit {

    private Kit() {}

    /** Runs a class; settings are keys and values in turn, later ones in place of earlier ones. No failing order is kept. */
    static EngineExecutionResults run(Class<?> testCase, String... settings) {
        return run(DiscoverySelectors.selectClass(testCase), settings);
    }

    static EngineExecutionResults run(DiscoverySelector selector, String... settings) {
        EngineTestKit.Builder builder = EngineTestKit.engine("junit-jupiter")
                .selectors(selector)
                .configurationParameter(ConfigurationKeys.REPORTS_DIR, "target/asyncloop-fixtures")
                .configurationParameter(ConfigurationKeys.FAILURES, "off");
        for (int i = 0; i < settings.length; i += 2) {
            builder.configurationParameter(settings[i], settings[i + 1]);
        }
        return builder.execute();
    }

    /** Runs a class whose tests must all pass. */
    static EngineExecutionResults passes(Class<?> testCase, String... settings) {
        EngineExecutionResults results = run(testCase, settings);
        assertThat(failures(results)).isEmpty();
        results.testEvents().assertStatistics(counts -> counts.failed(0).aborted(0));
        assertThat(results.testEvents().succeeded().count()).isPositive();
        return results;
    }

    /** Runs a class with one test, which must fail, and returns its failure. */
    static Throwable failure(Class<?> testCase, String... settings) {
        return failure(run(testCase, settings));
    }

    static Throwable failure(EngineExecutionResults results) {
        List<Throwable> failures = failures(results);
        assertThat(failures).hasSize(1);
        return failures.get(0);
    }

    static String message(Class<?> testCase, String... settings) {
        return message(failure(testCase, settings));
    }

    static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? "" : message;
    }

    /** Returns what a test has thrown itself. */
    static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        assertThat(cause).isNotNull();
        return cause == null ? failure : cause;
    }

    static String causeMessage(Throwable failure) {
        return message(cause(failure));
    }

    static String firstLine(Throwable failure) {
        return message(failure).lines().findFirst().orElse("");
    }

    /** Returns what tests and containers have failed with. */
    static List<Throwable> failures(EngineExecutionResults results) {
        return results.allEvents()
                .failed()
                .map(event -> event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
                .toList();
    }

    /** Returns the ids of the tests that ran, in their order. */
    static List<String> ids(EngineExecutionResults results) {
        return results.testEvents()
                .started()
                .map(Event::getTestDescriptor)
                .map(test -> test.getUniqueId().toString())
                .toList();
    }

    /** Returns the entries that the tests have published. */
    static List<String> reportEntries(EngineExecutionResults results) {
        return results.testEvents()
                .reportingEntryPublished()
                .map(event -> event.getRequiredPayload(org.junit.platform.engine.reporting.ReportEntry.class)
                        .getKeyValuePairs()
                        .toString())
                .toList();
    }
}
