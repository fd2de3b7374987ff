// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.BudgetExceededException;
import dev.asyncloop.StuckStepException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts steps and holds a run to its budgets: steps, steps at one instant, virtual time, real time. The sums are done every
 * thousand steps, or sooner where a budget is smaller; between, a step costs one comparison. Steps may be slow, so it is the
 * {@link Watchdog} that looks after real time in between.
 */
final class Budget {

    /** How many steps without time going on look like a livelock, where a run has failed for another reason. */
    private static final long LIVELOCK_STEPS = 100_000;

    private static final long CHECK_EVERY = 1_024;
    private static final VarHandle STEPS;

    static {
        try {
            STEPS = MethodHandles.lookup().findVarHandle(Budget.class, "steps", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Engine engine;
    private final Settings settings;
    private final long maxSteps;
    private final long maxStepsPerInstant;
    private final long maxVirtualNanos;
    private boolean realTimeLimited;
    private boolean closing;
    private long maxStepNanos;
    private @Nullable Watchdog watchdog;
    private long steps;
    private long stepsAtMove;
    private long nextCheck;
    private long realNanosBefore;
    private long entered;
    private volatile @Nullable String stuck;
    private volatile boolean late;

    Budget(Engine engine) {
        this.engine = engine;
        settings = engine.settings;
        maxSteps = settings.maxSteps();
        maxStepsPerInstant = settings.maxStepsPerInstant();
        maxVirtualNanos = settings.maxVirtualNanos();
        realTimeLimited = settings.maxRealNanos != Long.MAX_VALUE;
        maxStepNanos = settings.maxStepNanos;
        nextCheck = Math.min(CHECK_EVERY, Math.min(maxSteps, maxStepsPerInstant));
    }

    void enter() {
        entered = realTimeLimited ? System.nanoTime() : 0;
        late = false;
        if (maxStepNanos != Long.MAX_VALUE) {
            watchdog().watch(engine, maxStepNanos);
        }
        if (realTimeLimited) {
            watchdog().watchRun(engine, settings.maxRealNanos, settings.maxRealNanos - realNanosBefore);
        }
    }

    private Watchdog watchdog() {
        Watchdog dog = watchdog;
        if (dog == null) {
            dog = settings.watchdog != null ? settings.watchdog : new Watchdog();
            watchdog = dog;
        }
        return dog;
    }

    /** Lets the tasks clean up: in bounds of their own, and with a limit for each step where none was set. */
    void beginClosing() {
        closing = true;
        realTimeLimited = false;
        if (maxStepNanos == Long.MAX_VALUE) {
            maxStepNanos = settings.closingStepNanos;
        }
    }

    void exit() {
        if (realTimeLimited) {
            realNanosBefore += System.nanoTime() - entered;
        }
        if (watchdog != null) {
            watchdog.release(engine);
        }
    }

    /** Ends the watchdog, if it is the loop's own. */
    void close() {
        if (watchdog != null && settings.watchdog == null) {
            watchdog.close();
        }
    }

    long steps() {
        return (long) STEPS.getOpaque(this);
    }

    /** Counts a step; {@code suspect} is that step, unless the driving thread was interrupted before it. */
    void afterStep(@Nullable Step suspect) {
        long done = steps + 1;
        STEPS.setOpaque(this, done);
        if (done >= nextCheck) {
            check();
        }
        checkInterrupt(suspect);
    }

    /** Returns whether the loop is at its end. */
    boolean isClosing() {
        return closing;
    }

    /** Counts a point that a task passes; returns whether it must be left there for the sake of {@link #afterStep}'s checks. */
    boolean isUsedUpInPlace() {
        long done = steps + 1;
        STEPS.setOpaque(this, done);
        return done >= nextCheck;
    }

    /** Ends the drive if its thread was interrupted, or if the watchdog has found a step stuck or the time used up. */
    void checkInterrupt() {
        checkInterrupt(null);
    }

    private void checkInterrupt(@Nullable Step suspect) {
        String report = stuck;
        if (report != null) {
            stuck = null;
            Thread.interrupted();
            throw new StuckStepException(report);
        }
        if (late) {
            late = false;
            throw exceededRealTime();
        }
        if (Thread.currentThread().isInterrupted()) {
            Thread.interrupted();
            String when = suspect instanceof CallbackStep
                    ? " during " + suspect + ", which ran on it and may have done so itself"
                            + " (Thread.currentThread().interrupt())"
                    : "";
            throw Throwing.sneaky(new InterruptedException("The thread that drives loop \"" + settings.name
                    + "\" was interrupted" + when + ".\n" + engine.loop.dump()));
        }
    }

    private void check() {
        nextCheck = Math.min(steps + CHECK_EVERY, Math.min(maxSteps, stepsAtMove + maxStepsPerInstant));
        if (steps - stepsAtMove >= maxStepsPerInstant) {
            nextCheck = steps + CHECK_EVERY;
            stepsAtMove = steps;
            throw exceeded(maxStepsPerInstant + " steps ran at one instant, so time cannot go on: a livelock."
                    + " A task that polls must sleep between its polls; raise maxStepsPerInstant if so many are meant");
        }
        if (steps >= maxSteps) {
            nextCheck = steps + CHECK_EVERY;
            throw exceeded("the run made " + maxSteps + " steps; raise maxSteps if so many are meant");
        }
        if (isRealTimeUsedUp()) {
            throw exceededRealTime();
        }
    }

    private boolean isRealTimeUsedUp() {
        return realTimeLimited && realNanosBefore + System.nanoTime() - entered > settings.maxRealNanos;
    }

    private BudgetExceededException exceededRealTime() {
        return exceeded("the run took more than " + Durations.text(settings.maxRealNanos)
                + " of real time; raise the real-time limit if so much is meant"
                + (steps - stepsAtMove > LIVELOCK_STEPS
                        ? ". But time stands still: " + (steps - stepsAtMove)
                                + " steps ran at this instant, which looks like a livelock. A task that polls must sleep"
                                + " between its polls"
                        : ""));
    }

    /** Checks the deadline to which the clock is about to move. */
    void beforeMove(long deadline) {
        if (deadline > maxVirtualNanos) {
            throw exceeded(
                    "the next timer is due after " + Durations.text(deadline) + " of virtual time, and the budget is "
                            + Durations.text(maxVirtualNanos)
                            + ". Does a periodic timer run for ever? Raise maxVirtualTime if so much is meant");
        }
        if (isRealTimeUsedUp()) {
            throw exceededRealTime();
        }
    }

    /** Checks how far somebody wants to advance. */
    void beforeAdvance(long horizon) {
        if (horizon > maxVirtualNanos) {
            throw exceeded("time was to be advanced to " + Durations.text(horizon) + ", and the budget is "
                    + Durations.text(maxVirtualNanos) + "; raise maxVirtualTime if so much is meant");
        }
    }

    void moved() {
        stepsAtMove = steps;
    }

    /** Ends the drive at the next chance, from the watchdog's thread. */
    void stuck(String report) {
        stuck = report;
    }

    /** Ends the drive after the step that runs, from the watchdog's thread: its real time is used up. */
    void late() {
        late = true;
    }

    boolean isStuck() {
        return stuck != null;
    }

    /** Returns what the watchdog has reported, and forgets it: the step is dealt with. */
    @Nullable
    String takeStuck() {
        String report = stuck;
        stuck = null;
        return report;
    }

    BudgetExceededException exceeded(String what) {
        return new BudgetExceededException("At virtual time " + Durations.text(engine.clock.nanoTime()) + ", " + what
                + ".\n" + "Among the last steps: " + busiest() + ".\n" + engine.loop.dump());
    }

    private String busiest() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        long[] actors = engine.trace.lastActors(1_000);
        TaskNames.Lookup names = engine.trace.names(engine.loop.named());
        for (long actor : actors) {
            counts.merge(names.nameOf(actor), 1, Integer::sum);
        }
        StringBuilder text = new StringBuilder();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(3)
                .forEach(entry -> text.append(text.length() == 0 ? "" : ", ")
                        .append('"')
                        .append(entry.getKey())
                        .append("\" made ")
                        .append(entry.getValue())
                        .append(" of ")
                        .append(actors.length));
        return text.toString();
    }
}
