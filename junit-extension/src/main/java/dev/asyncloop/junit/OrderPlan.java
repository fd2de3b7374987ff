// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.explore.Coverage;
import dev.asyncloop.explore.Search;
import dev.asyncloop.schedule.Schedule;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The orders of a test: first those in which it failed when it ran before, then those of its search, until one fails.
 */
final class OrderPlan implements Orders {

    private final TestSettings settings;
    private final Search search;
    private final Coverage coverage = new Coverage();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final @Nullable FailureStore store;
    private final Queue<Schedule> stored = new ArrayDeque<>();
    private int number;
    private int fixed;
    private @Nullable Outcome failed;
    private @Nullable Outcome passed;
    private @Nullable Outcome last;
    private @Nullable Report unrepeatable;

    OrderPlan(ExtensionContext context, TestSettings settings) {
        this.settings = settings;
        search = settings.search();
        store = settings.schedules() > 1 ? store(context) : null;
        if (store != null) {
            stored.addAll(store.orders());
        }
    }

    private @Nullable FailureStore store(ExtensionContext context) {
        // in a suite, the same test has the id of the suite before its own
        String id = context.getUniqueId().replaceFirst("^.*(?=\\[engine:)", "");
        String name = context.getRequiredTestClass().getName().replaceFirst("^.*\\.", "") + "."
                + context.getRequiredTestMethod().getName();
        return Optional.ofNullable(settings.exploration().failures())
                .map(folder -> new FailureStore(folder, name, id, settings.scope(), this::warn))
                .orElse(null);
    }

    @Override
    public @Nullable Order next() {
        if (failed != null) {
            return null;
        }
        Schedule before = stored.poll();
        if (before != null) {
            return Order.stored(before);
        }
        Schedule found = number < settings.schedules() ? nextOfSearch() : null;
        return found == null ? null : Order.searched(found, ++number);
    }

    private @Nullable Schedule nextOfSearch() {
        try {
            return search.next();
        } catch (IllegalStateException e) { // what the search has seen cannot be
            if (last == null) {
                throw e;
            }
            unrepeatable = Report.of(new Outcome(last.run(), e)).once(Report.Kind.PASSED_ONCE, "");
            return null;
        }
    }

    @Override
    public void ended(Outcome outcome) {
        last = outcome;
        if (outcome.run().order().is(Order.Origin.STORED)) {
            storedEnded(outcome);
        } else if (outcome.isFailed()) {
            failed = outcome;
        } else if (outcome.run().isRemembered()) {
            passed = outcome;
        }
    }

    private void storedEnded(Outcome outcome) {
        String token = outcome.run().schedule().text();
        if (outcome.isFailed() && !outcome.isOnlyStale()) {
            failed = outcome;
        } else if (store != null && !outcome.isAborted()) {
            boolean isGone = store.drop(token);
            if (outcome.isFailed()) {
                warn("An order in which this test had failed does not exist any more, as the code has changed, and the"
                        + " test passed in what is left of it; it was dropped from " + store.path() + ": " + token
                        + ".");
            } else if (isGone) {
                fixed++;
            }
        }
    }

    /** Returns the first order that failed, or {@code null}. */
    @Nullable
    Outcome failed() {
        return failed;
    }

    /** Returns what to report of a test that is not deterministic, as the search has noticed; {@code null} if it has not. */
    @Nullable
    Report unrepeatable() {
        return unrepeatable;
    }

    /** Returns a run that passed and had choices, where one is to be repeated. */
    @Nullable
    Outcome toRepeat() {
        return failed == null && unrepeatable == null ? passed : null;
    }

    @Override
    public Coverage coverage() {
        return coverage;
    }

    /** Keeps an order that was seen to fail twice, in place of the one from which it was made. */
    void confirmed(Order original, String seed) {
        if (store != null && !seed.equals(Schedule.fifo().text())) {
            store.keep(seed);
            if (original.is(Order.Origin.STORED) && !original.schedule().text().equals(seed)) {
                store.drop(original.schedule().text());
            }
        }
    }

    /** Says where failing orders are kept. */
    String place() {
        return store == null ? "" : store.path().toString();
    }

    void warn(String text) {
        warnings.add(text);
    }

    /** Publishes what is to be told of the exploration as a whole; called when it is over. */
    void tell(Node node) {
        if (failed == null && unrepeatable == null && number > 0) {
            tellCoverage(node);
        }
        if (fixed > 0) {
            node.tell(
                    Node.FIXED,
                    (fixed == 1
                                    ? "An order in which this test had failed passes now, and was"
                                    : fixed + " orders in which this test had failed pass now, and were")
                            + " dropped from " + place() + ".");
        }
        warnings.forEach(text -> node.tell(Node.WARNING, text));
    }

    private void tellCoverage(Node node) {
        try {
            String line = coverage.line(search);
            if (settings.exploration().isExhaustive() && !search.isExhausted()) {
                warn("This test is to try all orders, and there are more than the " + number
                        + " that were tried: raise schedules, or set a strategy with a bound. " + line);
            } else if (settings.exploration().isExhaustive()
                    || settings.exploration().showsCoverage()) {
                node.tell(Node.COVERAGE, line);
            }
            if (coverage.isOnlyOneOrder()
                    && !settings.exploration().isExhaustive()
                    && settings.exploration().asksForSeveral()
                    && settings.schedules() > 1) {
                warn(number + (number == 1 ? " order was" : " orders were")
                        + " tried where only one is possible, as there is"
                        + " never more than one thing to run: do the tasks of this test run at the same time? If it is"
                        + " meant so, say schedules = 1.");
            }
        } catch (IllegalStateException e) { // the search has noticed that the test is not deterministic
            warn(String.valueOf(e.getMessage()));
        }
    }
}
