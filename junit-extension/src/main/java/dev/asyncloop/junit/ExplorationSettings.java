// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.explore.Mixture;
import dev.asyncloop.explore.Search;
import dev.asyncloop.explore.Shared;
import dev.asyncloop.explore.Strategy;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Which orders of one test are tried, and what is done about one that fails: from its annotations and from outside. */
final class ExplorationSettings {

    /** How many orders of an exhaustive test are tried unless it says how many. */
    private static final int MAX_EXHAUSTIVE = 100_000;

    private static final Duration SHRINKING = Duration.ofSeconds(2);

    private static final Set<Strategy> WITH_AN_END =
            EnumSet.of(Strategy.EXHAUSTIVE, Strategy.DELAYS, Strategy.PREEMPTIONS);

    private static final Set<Strategy> WITH_A_BOUND = EnumSet.of(Strategy.PCT, Strategy.DELAYS, Strategy.PREEMPTIONS);

    private final Configuration configuration;
    private final Attributes attributes;
    private final boolean exhaustive;
    private final List<Strategy> strategies;
    private final int bound;
    private final Shared shared;
    private final Optional<Integer> asked;
    private final Determinism determinism;
    private final Duration shrinking;
    private final @Nullable Path failures;
    private final boolean coverage;

    ExplorationSettings(Configuration configuration, Attributes attributes) {
        this.configuration = configuration;
        this.attributes = attributes;
        List<Strategy> own = attributes
                .first(AsyncLoopTest::strategy, AsyncLoopConfig::strategy, value -> value.length > 0)
                .map(List::of)
                .orElse(List.of());
        exhaustive = own.equals(List.of(Strategy.EXHAUSTIVE))
                || attributes
                        .first(AsyncLoopTest::exhaustive, AsyncLoopConfig::exhaustive, value -> value)
                        .orElse(false);
        strategies = readStrategies(own);
        bound = Math.toIntExact(
                attributes.number("bound", test -> (long) test.bound(), config -> (long) config.bound(), 0));
        if (bound > 0 && exhaustive && strategies.contains(Strategy.EXHAUSTIVE)) {
            throw new ExtensionConfigurationException(
                    "bound of " + attributes.where()
                            + " bounds nothing: set strategy = DELAYS or PREEMPTIONS beside it, to try all orders up to that bound.");
        }
        shared = attributes
                .first(AsyncLoopTest::shared, AsyncLoopConfig::shared, value -> value != Shared.UNKNOWN)
                .orElse(Shared.UNKNOWN);
        requireEffect(attributes.test());
        asked = readAsked();
        determinism = configuration
                .get(ConfigurationKeys.DETERMINISM)
                .map(text -> Attributes.constant(ConfigurationKeys.DETERMINISM, text, Determinism.class))
                .orElse(Determinism.FAILING);
        shrinking = readShrinking();
        failures = readFailures();
        coverage = configuration
                .get(ConfigurationKeys.COVERAGE)
                .map(text -> Attributes.isTrue(ConfigurationKeys.COVERAGE, text))
                .orElse(false);
    }

    private List<Strategy> readStrategies(List<Strategy> own) {
        Optional<List<Strategy>> outside = configuration
                .get(ConfigurationKeys.STRATEGY)
                .map(text -> Arrays.stream(text.split(",", -1))
                        .map(name -> Attributes.constant(ConfigurationKeys.STRATEGY, name, Strategy.class))
                        .toList());
        if (!exhaustive) {
            return outside.orElse(own.isEmpty() ? List.of(Strategy.PORTFOLIO) : own);
        }
        List<Strategy> strategies = own.isEmpty() ? List.of(Strategy.EXHAUSTIVE) : own;
        if (strategies.size() > 1 || !WITH_AN_END.contains(strategies.get(0))) {
            throw new ExtensionConfigurationException("exhaustive of " + attributes.where()
                    + " needs a strategy that has an end: one of EXHAUSTIVE (the default), DELAYS and PREEMPTIONS, and it is "
                    + strategies + ".");
        }
        return strategies;
    }

    /** Refuses what a test says itself and what makes no difference to it; what its class says may be for other tests. */
    private void requireEffect(@Nullable AsyncLoopTest test) {
        if (test == null || configuration.get(ConfigurationKeys.STRATEGY).isPresent()) {
            return;
        }
        if (test.bound() > 0 && strategies.stream().noneMatch(WITH_A_BOUND::contains)) {
            throw new ExtensionConfigurationException("bound of " + attributes.where()
                    + " makes no difference: only the strategies PCT, DELAYS and PREEMPTIONS have one, and the test has "
                    + strategies + ".");
        }
        if (test.shared() == Shared.TRACKED && !strategies.equals(List.of(Strategy.EXHAUSTIVE))) {
            throw new ExtensionConfigurationException("shared of " + attributes.where()
                    + " makes no difference: only a search through all orders uses the promise. Say exhaustive = true beside it,"
                    + " without another strategy.");
        }
    }

    private Optional<Integer> readAsked() {
        Optional<Integer> forced = configuration.positive(ConfigurationKeys.SCHEDULES);
        Optional<Integer> own = attributes.first(
                AsyncLoopTest::schedules,
                AsyncLoopConfig::schedules,
                number -> number != AsyncLoopTest.DEFAULT_SCHEDULES);
        own.filter(number -> number < 1).ifPresent(number -> {
            AsyncLoopTest test = attributes.test();
            throw new ExtensionConfigurationException(
                    test != null && test.schedules() == number
                            ? "schedules of " + attributes.where() + " must be at least 1, and is " + number
                                    + ". One order, FIFO, is schedules = 1."
                            : "schedules of @AsyncLoopConfig must be at least 1, and is " + number + " (for "
                                    + attributes.where() + ").");
        });
        return forced.or(() -> own);
    }

    private Duration readShrinking() {
        Optional<String> set = configuration.get(ConfigurationKeys.SHRINK);
        if (set.isEmpty()) {
            return SHRINKING;
        }
        if (isOff(set)) {
            return Duration.ZERO;
        }
        Duration duration = Attributes.read(
                ConfigurationKeys.SHRINK,
                set.get(),
                "a duration such as 2s or 500ms, or off",
                Attributes::parseDuration);
        if (duration.isNegative()) {
            throw new ExtensionConfigurationException(
                    ConfigurationKeys.SHRINK + " must not be negative, and is \"" + set.get() + "\".");
        }
        return duration;
    }

    private @Nullable Path readFailures() {
        Optional<String> set = configuration.get(ConfigurationKeys.FAILURES);
        try {
            if (set.isPresent()) {
                return isOff(set) ? null : Path.of(set.get());
            }
            return BuildFolder.find()
                    .map(build -> build.resolve("asyncloop").resolve("failures"))
                    .orElse(null);
        } catch (InvalidPathException e) {
            throw new ExtensionConfigurationException(
                    ConfigurationKeys.FAILURES + " must be a folder, or off: " + e.getMessage(), e);
        }
    }

    private static boolean isOff(Optional<String> set) {
        return set.filter("off"::equalsIgnoreCase).isPresent();
    }

    /** Returns how many orders to run at most. */
    int schedules() {
        return asked.orElseGet(() -> exhaustive
                ? MAX_EXHAUSTIVE
                : configuration.positive(ConfigurationKeys.SCHEDULES_DEFAULT).orElse(AsyncLoopTest.DEFAULT_SCHEDULES));
    }

    /** Returns whether somebody has said that there are several orders to be tried. */
    boolean asksForSeveral() {
        return exhaustive || asked.isPresent();
    }

    boolean isExhaustive() {
        return exhaustive;
    }

    /** Begins a search for orders from a root seed. */
    Search search(long root) {
        List<Search> searches = strategies.stream()
                .map(strategy -> strategy.search(bound, root, shared))
                .toList();
        return searches.size() == 1 ? searches.get(0) : new Mixture(searches);
    }

    Determinism determinism() {
        return determinism;
    }

    /** Returns how long a failing order may be made smaller: zero for not at all. */
    Duration shrinking() {
        return shrinking;
    }

    /** Returns the folder for failing orders, or {@code null} if they are not to be kept. */
    @Nullable
    Path failures() {
        return failures;
    }

    /** Returns whether a test that has passed says what was covered. */
    boolean showsCoverage() {
        return coverage;
    }
}
