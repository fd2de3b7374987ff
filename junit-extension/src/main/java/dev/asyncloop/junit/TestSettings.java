// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.FibreBackend;
import dev.asyncloop.internal.Settings;
import dev.asyncloop.schedule.Schedule;
import dev.asyncloop.schedule.Seeds;
import java.lang.reflect.Method;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** The settings of one test, from its annotation, its classes' and from outside. */
final class TestSettings {

    /** Fewer than the loop's own default, so that a livelock is found in time on every backend. */
    private static final long MAX_STEPS_PER_INSTANT = 2_000_000;

    private static final Pattern SIMPLE_DURATION = Pattern.compile("([0-9]+)\\s*(ns|us|ms|s|m|h|d)");

    private final Configuration configuration;
    private final String where;
    private final @Nullable AsyncLoopTest test;
    private final List<AsyncLoopConfig> defaults;
    private final @Nullable Schedule only;
    private final int schedules;
    private final long root;
    private final Settings template;

    TestSettings(ExtensionContext context) {
        configuration = new Configuration(context);
        Method method = context.getRequiredTestMethod();
        where = "@AsyncLoopTest on " + context.getRequiredTestClass().getName() + "." + method.getName();
        test = AnnotationSupport.findAnnotation(method, AsyncLoopTest.class).orElse(null);
        defaults = ClassAnnotations.of(context, AsyncLoopConfig.class);
        only = readOnly();
        schedules = only != null || test == null ? 1 : readSchedules();
        root = Seeds.ofName(context.getRequiredTestClass().getName() + "#" + method.getName()
                        + Arrays.stream(method.getParameterTypes())
                                .map(Class::getName)
                                .collect(Collectors.joining(",", "(", ")")))
                ^ configuration
                        .get(ConfigurationKeys.ROOT)
                        .map(text -> parse(text, ConfigurationKeys.ROOT).number())
                        .orElse(0L);
        template = readTemplate();
    }

    private @Nullable Schedule readOnly() {
        Optional<String> outside = configuration.get(ConfigurationKeys.SEED);
        if (outside.isPresent()) {
            return parse(outside.get(), ConfigurationKeys.SEED);
        }
        if (test != null && !test.seed().isBlank()) {
            return parse(test.seed(), "seed of " + where);
        }
        return null;
    }

    private static Schedule parse(String text, String from) {
        try {
            return Schedule.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(from + ": " + e.getMessage(), e);
        }
    }

    private int readSchedules() {
        Optional<Integer> forced = configuration.positive(ConfigurationKeys.SCHEDULES);
        int own = test == null ? AsyncLoopTest.DEFAULT_SCHEDULES : test.schedules();
        if (own < 1) {
            throw new ExtensionConfigurationException("schedules of " + where + " must be at least 1, and is " + own
                    + ". One order, FIFO, is schedules = 1.");
        }
        if (forced.isPresent()) {
            return forced.get();
        }
        if (own != AsyncLoopTest.DEFAULT_SCHEDULES) {
            return own;
        }
        for (AsyncLoopConfig config : defaults) {
            if (config.schedules() < 1) {
                throw new ExtensionConfigurationException("schedules of @AsyncLoopConfig must be at least 1, and is "
                        + config.schedules() + " (for " + where + ").");
            }
            if (config.schedules() != AsyncLoopTest.DEFAULT_SCHEDULES) {
                return config.schedules();
            }
        }
        return configuration.positive(ConfigurationKeys.SCHEDULES_DEFAULT).orElse(AsyncLoopTest.DEFAULT_SCHEDULES);
    }

    private Settings readTemplate() {
        Settings settings = new Settings();
        text(AsyncLoopTest::start, AsyncLoopConfig::start)
                .ifPresent(text -> settings.start =
                        read("start", text, Instant::parse, "an instant such as 2026-03-29T00:30:00Z"));
        text(AsyncLoopTest::zone, AsyncLoopConfig::zone)
                .ifPresent(text -> settings.zone = read("zone", text, ZoneId::of, "a zone such as Europe/Berlin"));
        settings.maxRealNanos = duration(
                "realTimeLimit",
                AsyncLoopTest::realTimeLimit,
                AsyncLoopConfig::realTimeLimit,
                ConfigurationKeys.REAL_TIME_LIMIT,
                Duration.ofSeconds(60).toNanos());
        settings.maxStepNanos = duration(
                "stepTimeLimit",
                AsyncLoopTest::stepTimeLimit,
                AsyncLoopConfig::stepTimeLimit,
                ConfigurationKeys.STEP_TIME_LIMIT,
                Duration.ofSeconds(30).toNanos());
        settings.maxVirtualNanos = duration(
                "virtualTimeLimit",
                AsyncLoopTest::virtualTimeLimit,
                AsyncLoopConfig::virtualTimeLimit,
                null,
                settings.maxVirtualNanos);
        settings.maxSteps = number("maxSteps", AsyncLoopTest::maxSteps, AsyncLoopConfig::maxSteps, settings.maxSteps);
        settings.maxStepsPerInstant = MAX_STEPS_PER_INSTANT;
        settings.maxStepsPerInstant = number(
                "maxStepsPerInstant",
                AsyncLoopTest::maxStepsPerInstant,
                AsyncLoopConfig::maxStepsPerInstant,
                settings.maxStepsPerInstant);
        configuration.get(ConfigurationKeys.FIBRES).ifPresent(text -> settings.backend = backend(text));
        configuration.get(ConfigurationKeys.DEBUG).ifPresent(text -> settings.debug = isTrue(text));
        return settings;
    }

    private static boolean isTrue(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return text.equalsIgnoreCase("true");
        }
        throw new ExtensionConfigurationException(
                ConfigurationKeys.DEBUG + " must be true or false, and is \"" + text + "\".");
    }

    private static FibreBackend backend(String text) {
        try {
            return FibreBackend.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(
                    ConfigurationKeys.FIBRES + " must be one of " + Arrays.toString(FibreBackend.values())
                            + ", and is \"" + text + "\".",
                    e);
        }
    }

    private Optional<String> text(Function<AsyncLoopTest, String> own, Function<AsyncLoopConfig, String> inherited) {
        if (test != null && !own.apply(test).isBlank()) {
            return Optional.of(own.apply(test).strip());
        }
        return defaults.stream()
                .map(inherited)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    private long number(
            String name, Function<AsyncLoopTest, Long> own, Function<AsyncLoopConfig, Long> inherited, long otherwise) {
        long value = test == null ? 0 : own.apply(test);
        for (AsyncLoopConfig config : defaults) {
            value = value != 0 ? value : inherited.apply(config);
        }
        if (value < 0) {
            throw new ExtensionConfigurationException(
                    name + " of " + where + " must be positive, and is " + value + ".");
        }
        return value == 0 ? otherwise : value;
    }

    private long duration(
            String name,
            Function<AsyncLoopTest, String> own,
            Function<AsyncLoopConfig, String> inherited,
            @Nullable String key,
            long otherwise) {
        Optional<String> text = text(own, inherited).or(() -> key == null ? Optional.empty() : configuration.get(key));
        if (text.isEmpty()) {
            return otherwise;
        }
        Duration duration =
                read(name, text.get(), TestSettings::parseDuration, "a duration such as 30s, 500ms or PT1M");
        try {
            return Settings.positive(duration, name + " of " + where);
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(e.getMessage(), e);
        }
    }

    private static Duration parseDuration(String text) {
        Matcher simple = SIMPLE_DURATION.matcher(text);
        if (!simple.matches()) {
            return Duration.parse(text);
        }
        long amount = Long.parseLong(simple.group(1));
        return switch (simple.group(2)) {
            case "ns" -> Duration.ofNanos(amount);
            case "us" -> Duration.ofNanos(Math.multiplyExact(amount, 1_000L));
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private <T> T read(String name, String text, Function<String, T> reader, String expected) {
        try {
            return reader.apply(text);
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new ExtensionConfigurationException(
                    name + " of " + where + " must be " + expected + ", and is \"" + text + "\".", e);
        }
    }

    LeakPolicy leaks() {
        if (test != null && test.leaks() != LeakPolicy.DEFAULT) {
            return test.leaks();
        }
        return defaults.stream()
                .map(AsyncLoopConfig::leaks)
                .filter(policy -> policy != LeakPolicy.DEFAULT)
                .findFirst()
                .orElse(LeakPolicy.FAIL);
    }

    /** Returns how long one order may take in real time. */
    long realTimeNanos() {
        return template.maxRealNanos;
    }

    /** Writes a duration as the annotations take it. */
    static String text(long nanos) {
        return nanos % 1_000_000_000 == 0 ? nanos / 1_000_000_000 + "s" : nanos / 1_000_000 + "ms";
    }

    /** Returns how many orders to run. */
    int schedules() {
        return schedules;
    }

    /** Returns the n-th order, from 1. */
    Schedule schedule(int number) {
        if (only != null) {
            return only;
        }
        return number == 1 ? Schedule.fifo() : Schedule.random(Seeds.nth(root, number));
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
        return schedules == 1 ? "FIFO order" : schedules + " schedules";
    }
}
