// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Candidates;
import dev.asyncloop.schedule.ChoiceSource;
import dev.asyncloop.schedule.Schedule;
import dev.asyncloop.schedule.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One run of a program of small steps, in the order that a choice source says: a loop without a loop. */
final class Simulation implements Candidates {

    /** What one actor does: its first step, which does nothing, and then the others. */
    final class Actor {

        private final @Nullable Actor parent;
        private final long number;
        private final List<Step> steps = new ArrayList<>();
        private int next;
        private long event;

        private Actor(@Nullable Actor parent) {
            this.parent = parent;
            number = ++actors;
            steps.add(new Step(StepKind.START, 0, false, () -> true, () -> {}));
        }

        Actor step(StepKind kind, long resource, boolean write, BooleanSupplier enabled, Runnable action) {
            steps.add(new Step(kind, resource, write, enabled, action));
            return this;
        }

        Actor read(long resource, Runnable action) {
            return step(StepKind.POINT, resource, false, () -> true, action);
        }

        Actor write(long resource, Runnable action) {
            return step(StepKind.POINT, resource, true, () -> true, action);
        }

        /** Adds a step that touches nothing known. */
        Actor point(Runnable action) {
            return step(StepKind.POINT, 0, false, () -> true, action);
        }

        Actor points(int count) {
            for (int i = 0; i < count; i++) {
                point(() -> {});
            }
            return this;
        }

        /** Adds a step that starts an actor, which must have been made as a child of this one. */
        Actor start(Actor child) {
            return point(() -> ready.add(child));
        }

        Actor join(Actor other) {
            return step(StepKind.RESUME, 0, false, other::isDone, () -> {});
        }

        /** Leaves out what is left. */
        void stop() {
            next = steps.size();
        }

        boolean isDone() {
            return next == steps.size();
        }

        private Step step() {
            return steps.get(next);
        }

        private boolean canRun() {
            return !isDone() && step().enabled().getAsBoolean();
        }
    }

    private record Step(StepKind kind, long resource, boolean write, BooleanSupplier enabled, Runnable action) {}

    private final StringBuilder order = new StringBuilder();
    private final List<Actor> ready = new ArrayList<>();
    private List<Actor> candidates = List.of();
    private long actors;
    private long events;
    private boolean failed;

    /** Makes an actor that begins at once. */
    Actor actor() {
        Actor actor = new Actor(null);
        ready.add(actor);
        return actor;
    }

    /** Makes an actor that its parent has to start. */
    Actor child(Actor parent) {
        return new Actor(parent);
    }

    /** Makes an actor that begins at once, with so many steps. */
    Actor actorOf(int steps) {
        return actor().points(steps - 1);
    }

    void fail() {
        failed = true;
    }

    boolean failed() {
        return failed;
    }

    /** Returns who ran, step by step: a letter for each. */
    String order() {
        return order.toString();
    }

    Simulation run(Schedule schedule) {
        ChoiceSource source = schedule.newSource();
        ready.forEach(actor -> actor.event = ++events);
        while (true) {
            candidates = ready.stream().filter(Actor::canRun).toList();
            if (candidates.isEmpty()) {
                failed |= !ready.isEmpty(); // a deadlock
                return this;
            }
            int chosen = candidates.size() > 1 ? source.choose(candidates.size(), this) : 0;
            source.running(chosen, this);
            runNext(candidates.get(chosen));
        }
    }

    private void runNext(Actor actor) {
        Step step = actor.step();
        actor.next++;
        actor.event = ++events;
        order.append((char) ('`' + actor.number));
        ready.remove(actor);
        step.action().run();
        if (!actor.isDone()) {
            boolean inPlace = actor.step().kind() == StepKind.POINT;
            ready.add(inPlace ? 0 : ready.size(), actor);
        }
        ready.stream().filter(each -> each.event == 0).forEach(each -> each.event = ++events);
    }

    @Override
    public int size() {
        return candidates.size();
    }

    @Override
    public long actor(int index) {
        return candidates.get(index).number;
    }

    @Override
    public StepKind kind(int index) {
        return candidates.get(index).step().kind();
    }

    @Override
    public long lineage(int index) {
        return 1_000_003 * candidates.get(index).number;
    }

    @Override
    public long parent(int index) {
        Actor parent = candidates.get(index).parent;
        return parent == null ? 0 : 1_000_003 * parent.number;
    }

    @Override
    public long event(int index) {
        return candidates.get(index).event;
    }

    @Override
    public long resource(int index) {
        return candidates.get(index).step().resource();
    }

    @Override
    public boolean isWrite(int index) {
        return candidates.get(index).step().write();
    }
}
