// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.LoopBuilder;
import dev.asyncloop.schedule.Points;
import dev.asyncloop.schedule.Schedule;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program under many orders and reports the first one that fails, made small.
 *
 * <pre>{@code
 * new Explorer().schedules(10_000).explore(loop -> {
 *     var account = new Account(loop);
 *     loop.run(() -> account.transferTwice());
 *     assertEquals(100, account.total());
 * }).orThrow();
 * }</pre>
 *
 * <p>Each order has a loop of its own. What the program leaves behind there is a failure too, see {@link #leaks}. Not
 * thread-safe; may be used several times.
 *
 * @since 0.1
 */
public final class Explorer {

    Strategy strategy = Strategy.PORTFOLIO;
    int bound;
    Shared shared = Shared.UNKNOWN;
    int schedules = 1_000;
    long root = 0x5eed;
    boolean leaks = true;
    Duration shrinking = Duration.ofSeconds(2);

    @Nullable
    Schedule only;

    Consumer<LoopBuilder> configuration = builder -> {};

    /** Creates an explorer with the defaults. */
    public Explorer() {}

    /**
     * Sets how orders are found; {@link Strategy#PORTFOLIO} by default.
     *
     * @param strategy the strategy
     * @return this explorer
     */
    public Explorer strategy(Strategy strategy) {
        this.strategy = Objects.requireNonNull(strategy, "strategy");
        return this;
    }

    /**
     * Sets the depth or bound of a strategy that has one; 0, the strategy's own, by default.
     *
     * @param bound the bound
     * @return this explorer
     * @throws IllegalArgumentException if negative
     */
    public Explorer bound(int bound) {
        if (bound < 0) {
            throw new IllegalArgumentException("bound must not be negative, and is " + bound);
        }
        this.bound = bound;
        return this;
    }

    /**
     * Promises what is known of the things that tasks share; nothing by default. {@link Strategy#EXHAUSTIVE} leaves out orders by it.
     *
     * @param shared the promise
     * @return this explorer
     */
    public Explorer shared(Shared shared) {
        this.shared = Objects.requireNonNull(shared, "shared");
        return this;
    }

    /**
     * Sets how many orders are tried at most; 1,000 by default.
     *
     * @param schedules the number of orders
     * @return this explorer
     * @throws IllegalArgumentException if less than 1
     */
    public Explorer schedules(int schedules) {
        if (schedules < 1) {
            throw new IllegalArgumentException("schedules must be at least 1, and is " + schedules);
        }
        this.schedules = schedules;
        return this;
    }

    /**
     * Sets the root seed, which determines all orders together with the strategy and the program; {@code 0x5eed} by default.
     *
     * @param root the seed
     * @return this explorer
     */
    public Explorer root(long root) {
        this.root = root;
        return this;
    }

    /**
     * Runs one order only instead of searching: one that was reported.
     *
     * @param order the order, such as {@code Schedule.parse(token)}
     * @return this explorer
     */
    public Explorer order(Schedule order) {
        only = Objects.requireNonNull(order, "order");
        return this;
    }

    /**
     * Sets where a task may be left for another one; {@link Points#BLOCKING} by default.
     *
     * @param points the points
     * @return this explorer
     */
    public Explorer points(Points points) {
        Objects.requireNonNull(points, "points");
        return loop(builder -> builder.points(points));
    }

    /**
     * Sets whether what is left behind (tasks, timers, executors, resources) is a failure; it is by default.
     *
     * @param fail whether it is
     * @return this explorer
     */
    public Explorer leaks(boolean fail) {
        leaks = fail;
        return this;
    }

    /**
     * Sets for how long in real time a failing order is made small; 2 seconds by default.
     *
     * @param budget the time; zero for not at all
     * @return this explorer
     * @throws IllegalArgumentException if negative
     */
    public Explorer shrinking(Duration budget) {
        if (budget.isNegative()) {
            throw new IllegalArgumentException("The time to shrink must not be negative, and is " + budget);
        }
        shrinking = budget;
        return this;
    }

    /**
     * Sets up the loops, all alike; called once by {@link #explore}; may be set several times. Seeds, schedules, choices and clocks that it sets are
     * ignored, for each order brings its own.
     *
     * @param configuration sets up the builder
     * @return this explorer
     */
    public Explorer loop(Consumer<LoopBuilder> configuration) {
        this.configuration = this.configuration.andThen(Objects.requireNonNull(configuration, "configuration"));
        return this;
    }

    /**
     * Explores: runs the program under one order after the other, on the calling thread, until one fails, all were tried, or
     * there were enough of them.
     *
     * @param program the program
     * @return what was found
     * @throws UnrepeatableException if a search through all orders finds that the program does not do the same for the same choices
     * @throws InterruptedException if the thread was interrupted, which ends the exploration
     */
    public Exploration explore(Program program) throws InterruptedException {
        Objects.requireNonNull(program, "program");
        try (Runner runner = new Runner(this, program)) {
            return new Hunt(this, runner).run();
        }
    }
}
