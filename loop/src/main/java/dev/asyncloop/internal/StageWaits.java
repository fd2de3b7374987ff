// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.schedule.ChoiceSource;
import dev.asyncloop.schedule.StepKind;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that wait for stages which are not the loop's own.
 *
 * <p>A {@link java.util.concurrent.CompletableFuture} runs its dependents last come, first served. So we register with a
 * stage once and keep the tasks that wait for it ourselves, first come, first served. A stage that completes on a foreign
 * thread wakes them through the inbox.
 */
final class StageWaits {

    private final Engine engine;

    /** Looked up by identity, never iterated. */
    private final IdentityHashMap<CompletionStage<?>, Watch> watches = new IdentityHashMap<>(4);

    private int waiting;

    StageWaits(Engine engine) {
        this.engine = engine;
    }

    /** Returns how many tasks wait for stages. */
    int waiting() {
        return waiting;
    }

    Wait waitFor(CompletionStage<?> stage) {
        return new ForStage(stage);
    }

    private final class Watch {

        private final CompletionStage<?> stage;
        private final ArrayDeque<ForStage> waiters = new ArrayDeque<>();

        Watch(CompletionStage<?> stage) {
            this.stage = stage;
        }

        void completed() {
            if (engine.isDriverOrStep()) {
                engine.touched(ChoiceSource.EVERYTHING, true);
                wakeAll();
            } else {
                engine.inbox.put(this::wakeAll);
            }
        }

        private void wakeAll() {
            watches.remove(stage, this);
            ForStage next;
            while ((next = waiters.poll()) != null) {
                next.wake();
            }
        }
    }

    private final class ForStage extends Wait {

        private final CompletionStage<?> stage;
        private @Nullable FibreTask<?> waiter;
        private @Nullable Watch watch;

        ForStage(CompletionStage<?> stage) {
            this.stage = stage;
        }

        @Override
        void begin(FibreTask<?> task) {
            waiter = task;
            waiting++;
            Watch known = watches.get(stage);
            if (known != null) {
                watch = known;
                known.waiters.add(this);
                return;
            }
            Watch made = new Watch(stage);
            watch = made;
            watches.put(stage, made);
            made.waiters.add(this);
            stage.whenComplete((value, failure) -> made.completed());
        }

        void wake() {
            FibreTask<?> task = waiter;
            if (task != null) {
                waiter = null;
                waiting--;
                task.wake(StepKind.RESUME);
            }
        }

        @Override
        void abandon(FibreTask<?> task) {
            if (waiter != null) {
                waiter = null;
                waiting--;
            }
            if (watch != null) {
                watch.waiters.remove(this);
                if (watch.waiters.isEmpty()) {
                    watches.remove(stage, watch);
                }
            }
        }

        @Override
        String describe() {
            return "for a " + stage.getClass().getSimpleName() + " that nobody has completed";
        }
    }
}
