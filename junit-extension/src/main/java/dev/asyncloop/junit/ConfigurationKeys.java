// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.internal.Settings;

/**
 * The names of all settings that come from outside of the code.
 *
 * <p>Each is looked for as a JUnit configuration parameter, then as a system property, then as an environment variable, in
 * capitals and with underscores: {@code asyncloop.seed} is {@code ASYNCLOOP_SEED}.
 *
 * @since 0.1
 */
public final class ConfigurationKeys {

    /** Runs exactly one order in every test: {@code fifo}, a seed or a replay token. No default. */
    public static final String SEED = "asyncloop.seed";

    /** How many orders each test runs, whatever its annotation says: a number from 1. No default. */
    public static final String SCHEDULES = "asyncloop.schedules";

    /** How many orders a test runs that does not say: a number from 1. Default: 10. */
    public static final String SCHEDULES_DEFAULT = "asyncloop.schedules.default";

    /** A number mixed into the seeds of all tests, to explore other orders tonight than last night. Default: none. */
    public static final String ROOT = "asyncloop.root";

    /** How long one order may take in real time. Default: {@code 60s}. */
    public static final String REAL_TIME_LIMIT = "asyncloop.realTimeLimit.default";

    /** How long one step may take in real time. Default: {@code 30s}. */
    public static final String STEP_TIME_LIMIT = "asyncloop.stepTimeLimit.default";

    /**
     * What to do about a step that cannot be stopped from Java: {@code halt} ends the JVM with a message, so that no build
     * hangs; {@code report} only writes the message. Default: {@code halt}, and {@code report} under a debugger.
     */
    public static final String HANG = "asyncloop.hang";

    /** How tasks are suspended: {@code AUTO}, {@code VIRTUAL_THREADS} or {@code BATON}. Default: {@code AUTO}. */
    public static final String FIBRES = "asyncloop.fibres";

    /**
     * Whether loops are in debug mode, which warns of slow steps and finds more leaks: {@code true} or {@code false}. Default:
     * {@code false}.
     */
    public static final String DEBUG = "asyncloop.debug";

    /**
     * The folder for the full traces of failures. Default: {@code asyncloop} in the build folder, {@code target} or {@code
     * build}.
     */
    public static final String REPORTS_DIR = "asyncloop.reports.dir";

    /**
     * Which strategies find the orders of every test that is not exhaustive, whatever it says: names of {@link
     * dev.asyncloop.explore.Strategy} with commas between, such as {@code pct,pos}. No default.
     */
    public static final String STRATEGY = "asyncloop.strategy";

    /** Where tasks may be left for others, in every test: {@code blocking}, {@code sync} or {@code memory}. No default. */
    public static final String POINTS = "asyncloop.points";

    /**
     * The packages, with those below, whose fields and arrays have points with {@link dev.asyncloop.schedule.Points#MEMORY}: names
     * with commas between. Loops that no test has made look for the system property. Default: the package of the test.
     */
    public static final String MEMORY = Settings.MEMORY;

    /**
     * When an order is run again to see whether the test is deterministic: {@code off}, {@code failing}, or {@code always}, which
     * also repeats one order of a test that has passed. Default: {@code failing}.
     */
    public static final String DETERMINISM = "asyncloop.determinism";

    /** How long a failing order may be made smaller, in real time, or {@code off}. Default: {@code 2s}. */
    public static final String SHRINK = "asyncloop.shrink";

    /**
     * The folder in which failing orders are kept, to be tried first the next time; or {@code off}. Default: {@code
     * asyncloop/failures} in the build folder, {@code target} or {@code build}; off where there is none.
     */
    public static final String FAILURES = "asyncloop.failures";

    /**
     * Whether a test that has passed says what was covered, in one line that is printed and published as a report entry: {@code
     * true} or {@code false}. Default: {@code false}.
     */
    public static final String COVERAGE = "asyncloop.coverage";

    private ConfigurationKeys() {}
}
