// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.Loop;
import dev.asyncloop.TaskGroupException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Tasks that race: the first that ends normally wins. It is over when all have ended. */
public final class Race<T extends @Nullable Object> implements Outcome.Listener {

    private final Engine engine;
    private final List<Outcome<?>> running = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final Outcome<@Nullable Void> over;
    private @Nullable Outcome<T> winner;
    private boolean cancelled;

    private Race(Engine engine) {
        this.engine = engine;
        over = new Over();
    }

    /** See {@link dev.asyncloop.Tasks#race(Loop, Collection)}. */
    public static <T extends @Nullable Object> T run(Loop loop, Collection<? extends Callable<? extends T>> bodies) {
        Engine engine = ((EventLoop) Objects.requireNonNull(loop, "loop")).engine;
        bodies.forEach(body -> Objects.requireNonNull(body, "body"));
        if (bodies.isEmpty()) {
            throw new IllegalArgumentException("Nobody can win a race without bodies.");
        }
        engine.requireOpen("race");
        if (engine.isInStep() && engine.current() == null) {
            throw Outcome.blockedCallback("race", engine);
        }
        Race<T> race = new Race<>(engine);
        bodies.forEach(race::start);
        return race.result();
    }

    private void start(Callable<? extends T> body) {
        FibreTask<T> racer = engine.loop.start(null, body::call, false);
        running.add(racer);
        racer.listen(this);
    }

    private T result() {
        RuntimeException interruption = awaitEnd();
        if (interruption != null) {
            throw interruption;
        }
        if (winner == null) {
            throw new TaskGroupException("Nobody won the race; the first failure: " + failures.get(0), failures);
        }
        return winner.join();
    }

    /** Waits until all have ended, and cancels them if something is thrown into the wait; returns the last of that. */
    private @Nullable RuntimeException awaitEnd() {
        RuntimeException interruption = null;
        while (!over.isDone()) {
            try {
                over.await();
            } catch (RuntimeException e) {
                if (engine.current() == null) {
                    throw e; // the loop was driven from here and cannot go on
                }
                interruption = e;
                cancelOnce("the task that waits for the race was told to stop: " + e);
            }
        }
        return interruption;
    }

    @Override
    @SuppressWarnings("unchecked") // listens to such tasks only
    public void completed(Outcome<?> racer) {
        running.remove(racer);
        racer.markObserved();
        Throwable failure = racer.peekFailure();
        if (failure != null) {
            failures.add(failure);
        } else if (winner == null) {
            winner = (Outcome<T>) racer;
            cancelOnce(racer.nameForReports() + " has won the race");
        }
        if (running.isEmpty()) {
            over.end(null);
        }
    }

    private void cancelOnce(String reason) {
        if (!cancelled) {
            cancelled = true;
            for (Outcome<?> racer : List.copyOf(running)) {
                racer.cancelFor(reason);
            }
        }
    }

    @Override
    public boolean isGone() {
        return false;
    }

    /** What the caller waits for; whoever cancels it leaves the racers to {@link #awaitEnd}. */
    private final class Over extends JointWait<@Nullable Void> {

        Over() {
            super(engine, running);
        }

        @Override
        public String name() {
            return "the race of " + running.size() + " tasks";
        }
    }
}
