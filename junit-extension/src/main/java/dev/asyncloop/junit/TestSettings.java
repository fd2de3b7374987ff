// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.FibreBackend;
import dev.asyncloop.explore.Search;
import dev.asyncloop.internal.Settings;
import dev.asyncloop.schedule.Points;
import dev.asyncloop.schedule.Schedule;
import dev.asyncloop.schedule.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The settings of one test, from its annotation, its classes' and from outside. */
final class TestSettings {

    /** Fewer than the loop's own default, so that a livelock is found in time on every backend. */
    private static final long MAX_STEPS_PER_INSTANT = 2_000_000;

    private final Configuration configuration;
    private final Attributes attributes;
    private final ExplorationSettings exploration;
    private final @Nullable Schedule only;
    private final String name;
    private final long root;
    private final String ownPackage;
    private final Settings template;

    TestSettings(ExtensionContext context) {
        configuration = new Configuration(context);
        attributes = new Attributes(context);
        only = readOnly();
        exploration = new ExplorationSettings(configuration, attributes);
        Method method = context.getRequiredTestMethod();
        name = context.getRequiredTestClass().getName() + "#" + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getName)
                        .collect(Collectors.joining(",", "(", ")"));
        root = Seeds.ofName(name)
                ^ configuration
                        .get(ConfigurationKeys.ROOT)
                        .map(TestSettings::root)
                        .orElse(0L);
        ownPackage = context.getRequiredTestClass().getPackageName();
        template = readTemplate();
    }

    private @Nullable Schedule readOnly() {
        Optional<String> outside = configuration.get(ConfigurationKeys.SEED);
        if (outside.isPresent()) {
            return parse(outside.get(), ConfigurationKeys.SEED);
        }
        AsyncLoopTest test = attributes.test();
        if (test != null && !test.seed().isBlank()) {
            return parse(test.seed(), "seed of " + attributes.where());
        }
        return null;
    }

    private static long root(String text) {
        if (!text.strip().matches("-?[0-9].*")) {
            throw new ExtensionConfigurationException(ConfigurationKeys.ROOT + ": \"" + text
                    + "\" is no root seed: expected a number such as 0x5eed or 42.");
        }
        return parse(text, ConfigurationKeys.ROOT).number();
    }

    private static Schedule parse(String text, String from) {
        try {
            String path = text.strip();
            return Schedule.parse(
                    path.startsWith(TraceFile.AS_SEED)
                            ? TraceFile.seedIn(path.substring(TraceFile.AS_SEED.length()))
                            : text);
        } catch (IOException | UncheckedIOException e) {
            throw new ExtensionConfigurationException(from + ": the trace " + text + " cannot be read: " + e, e);
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(from + ": " + e.getMessage(), e);
        }
    }

    private Settings readTemplate() {
        Settings settings = new Settings();
        attributes
                .text(AsyncLoopTest::start, AsyncLoopConfig::start)
                .ifPresent(text -> settings.start =
                        attributes.read("start", text, Instant::parse, "an instant such as 2026-03-29T00:30:00Z"));
        attributes
                .text(AsyncLoopTest::zone, AsyncLoopConfig::zone)
                .ifPresent(text ->
                        settings.zone = attributes.read("zone", text, ZoneId::of, "a zone such as Europe/Berlin"));
        settings.maxRealNanos = attributes
                .text(AsyncLoopTest::realTimeLimit, AsyncLoopConfig::realTimeLimit)
                .or(() -> configuration.get(ConfigurationKeys.REAL_TIME_LIMIT))
                .map(text -> attributes.duration("realTimeLimit", text))
                .orElse(Duration.ofSeconds(60).toNanos());
        settings.maxStepNanos = attributes
                .text(AsyncLoopTest::stepTimeLimit, AsyncLoopConfig::stepTimeLimit)
                .or(() -> configuration.get(ConfigurationKeys.STEP_TIME_LIMIT))
                .map(text -> attributes.duration("stepTimeLimit", text))
                .orElse(Duration.ofSeconds(30).toNanos());
        settings.maxVirtualNanos = attributes
                .text(AsyncLoopTest::virtualTimeLimit, AsyncLoopConfig::virtualTimeLimit)
                .map(text -> attributes.duration("virtualTimeLimit", text))
                .orElse(settings.maxVirtualNanos);
        settings.maxSteps =
                attributes.number("maxSteps", AsyncLoopTest::maxSteps, AsyncLoopConfig::maxSteps, settings.maxSteps);
        settings.maxStepsPerInstant = attributes.number(
                "maxStepsPerInstant",
                AsyncLoopTest::maxStepsPerInstant,
                AsyncLoopConfig::maxStepsPerInstant,
                MAX_STEPS_PER_INSTANT);
        settings.points = configuration
                .get(ConfigurationKeys.POINTS)
                .map(text -> Attributes.constant(ConfigurationKeys.POINTS, text, Points.class))
                .or(() -> attributes.first(
                        AsyncLoopTest::points, AsyncLoopConfig::points, points -> points != Points.BLOCKING))
                .orElse(Points.BLOCKING);
        settings.memoryPackages = configuration
                .get(ConfigurationKeys.MEMORY)
                .map(Settings::packages)
                .filter(packages -> !packages.isEmpty())
                .orElse(List.of(ownPackage));
        settings.timerSlackNanos = attributes
                .text(AsyncLoopTest::timerSlack, AsyncLoopConfig::timerSlack)
                .map(text -> attributes.duration("timerSlack", text))
                .orElse(0L);
        configuration
                .get(ConfigurationKeys.FIBRES)
                .ifPresent(text ->
                        settings.backend = Attributes.constant(ConfigurationKeys.FIBRES, text, FibreBackend.class));
        configuration
                .get(ConfigurationKeys.DEBUG)
                .ifPresent(text -> settings.debug = Attributes.isTrue(ConfigurationKeys.DEBUG, text));
        return settings;
    }

    LeakPolicy leaks() {
        return attributes
                .first(AsyncLoopTest::leaks, AsyncLoopConfig::leaks, policy -> policy != LeakPolicy.DEFAULT)
                .orElse(LeakPolicy.FAIL);
    }

    /** Returns how long one order may take in real time. */
    long realTimeNanos() {
        return template.maxRealNanos;
    }

    Points points() {
        return template.points;
    }

    /** Returns the packages whose fields and arrays have points. */
    List<String> memoryPackages() {
        return template.memoryPackages;
    }

    /** Returns whether test and fixture methods run as tasks. */
    boolean asTask() {
        return attributes
                .first(AsyncLoopTest::asTask, AsyncLoopConfig::asTask, asTask -> asTask)
                .orElse(false);
    }

    long timerSlackNanos() {
        return template.timerSlackNanos;
    }

    /** Writes a duration as the annotations take it. */
    static String text(long nanos) {
        if (nanos % 1_000_000 != 0) {
            return nanos % 1_000 == 0 ? nanos / 1_000 + "us" : nanos + "ns";
        }
        return nanos % 1_000_000_000 == 0 ? nanos / 1_000_000_000 + "s" : nanos / 1_000_000 + "ms";
    }

    /** Returns how many orders to run at most. */
    int schedules() {
        return only != null || attributes.test() == null ? 1 : exploration.schedules();
    }

    /** Returns whether a node may run more than one order. */
    boolean explores() {
        boolean ours = only == null && attributes.test() != null;
        return schedules() > 1 || ours && exploration.determinism() == Determinism.ALWAYS;
    }

    ExplorationSettings exploration() {
        return exploration;
    }

    /** Returns the one order of a test that has one. */
    Order only() {
        return only != null ? Order.fixed(only) : Order.searched(Schedule.fifo(), 1);
    }

    /** Begins the search for the orders of this test. */
    Search search() {
        return exploration.search(root);
    }

    /** Returns a hash of the test, by which tokens of other tests are recognised. */
    int scope() {
        long hash = Seeds.ofName(name);
        int scope = (int) (hash ^ hash >>> 32);
        return scope == 0 ? 1 : scope;
    }

    /** Returns new settings for a loop of this test. */
    Settings forSchedule(Schedule schedule) {
        Settings settings = template.copy();
        settings.schedule = schedule;
        return settings;
    }

    Configuration configuration() {
        return configuration;
    }

    /** Returns the name of the invocation in the tree of tests. */
    String displayName() {
        if (only != null) {
            return "seed " + only.text();
        }
        if (exploration.isExhaustive() && explores()) {
            return "all orders, at most " + schedules();
        }
        return schedules() == 1 ? "FIFO order" : schedules() + " schedules";
    }
}
