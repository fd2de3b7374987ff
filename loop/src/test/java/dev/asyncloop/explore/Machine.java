// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Candidates;
import dev.asyncloop.schedule.ChoiceSource;
import dev.asyncloop.schedule.StepKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a {@link Script} as a loop would, one operation a step, in the order that a choice source gives. */
final class Machine implements Candidates {

    /**
     * What a run has come to.
     *
     * @param state the variables, the registers and who is stuck: two orders that differ only in independent steps have the same
     * @param choices each choice with more than one candidate
     * @param delays how often a task was skipped, or another value than the first chosen
     * @param preemptions how often a task was left that could go on, or another value than the first chosen
     */
    record Outcome(String state, List<Integer> choices, int delays, int preemptions) {

        int cost(Bound bound) {
            return switch (bound) {
                case NONE -> 0;
                case DELAYS -> delays;
                case PREEMPTIONS -> preemptions;
                case DEVIATIONS ->
                    (int) choices.stream().filter(choice -> choice > 0).count();
            };
        }
    }

    private static final class Actor {
        private final int id;
        private final List<Op> ops;
        private int at;
        private int register;
        private StepKind kind = StepKind.START;
        private long event;

        Actor(int id, List<Op> ops) {
            this.id = id;
            this.ops = ops;
        }
    }

    private static final class Lock {
        private @Nullable Actor holder;
        private final Deque<Actor> waiting = new ArrayDeque<>();
    }

    private final Script script;
    private final ChoiceSource source;
    private final List<Actor> actors = new ArrayList<>();
    private final List<Actor> ready = new ArrayList<>();
    private final int[] variables = new int[3];
    private final Lock[] locks = {new Lock(), new Lock()};
    private final List<Integer> choices = new ArrayList<>();
    private int values;
    private long events;
    private int delays;
    private int preemptions;
    private @Nullable Actor goesOn;

    private Machine(Script script, ChoiceSource source) {
        this.script = script;
        this.source = source;
    }

    static Outcome run(Script script, ChoiceSource source) {
        return new Machine(script, source).run();
    }

    private Outcome run() {
        for (int task = 0; task < script.tasks().size(); task++) {
            actors.add(new Actor(task, script.tasks().get(task)));
        }
        for (int task = 0; task < script.initial(); task++) {
            makeReady(actors.get(task), StepKind.START);
        }
        while (!ready.isEmpty()) {
            step();
        }
        List<Integer> registers = actors.stream().map(actor -> actor.register).toList();
        List<Integer> progress = actors.stream().map(actor -> actor.at).toList();
        return new Outcome(Arrays.toString(variables) + registers + progress, choices, delays, preemptions);
    }

    private void step() {
        int chosen = ready.size() == 1 ? 0 : choose(ready.size());
        source.running(chosen, this);
        delays += chosen;
        Actor actor = ready.remove(chosen);
        if (goesOn != null && goesOn != actor) {
            preemptions++;
        }
        goesOn = null;
        source.touched(1 + actor.id, false);
        if (actor.at < actor.ops.size()) {
            perform(actor, actor.ops.get(actor.at++));
        }
    }

    private int choose(int n) {
        int chosen = source.choose(n, this);
        choices.add(chosen);
        return chosen;
    }

    private void makeReady(Actor actor, StepKind kind) {
        actor.kind = kind;
        actor.event = ++events;
        ready.add(actor);
    }

    /** Leaves a task at the point before its next operation, where it goes on in FIFO order. */
    private void atPoint(Actor actor) {
        if (actor.at < actor.ops.size()) {
            actor.kind = StepKind.POINT;
            actor.event = ++events;
            ready.add(0, actor);
            goesOn = actor;
        }
    }

    private void perform(Actor actor, Op op) {
        switch (op.what()) {
            case READ -> {
                source.touched(100 + op.on(), false);
                actor.register = variables[op.on()];
                atPoint(actor);
            }
            case WRITE -> {
                source.touched(100 + op.on(), true);
                variables[op.on()] = actor.register * 3 + 1 + actor.id;
                atPoint(actor);
            }
            case LOCK -> lock(actor, op.on());
            case UNLOCK -> unlock(actor, op.on());
            case SPAWN -> {
                source.touched(1 + op.on(), true);
                makeReady(actors.get(op.on()), StepKind.START);
                atPoint(actor);
            }
            case YIELD -> {
                if (actor.at < actor.ops.size()) {
                    makeReady(actor, StepKind.YIELD);
                }
            }
            case PICK -> {
                values = op.on();
                int value = choose(values);
                values = 0;
                actor.register += value;
                delays += Math.min(value, 1);
                preemptions += Math.min(value, 1);
                atPoint(actor);
            }
            case NOTHING -> atPoint(actor);
            case CANCEL -> {
                if (!ready.remove(actors.get(op.on()))) {
                    source.touched(1 + op.on(), true);
                }
                atPoint(actor);
            }
        }
    }

    private void lock(Actor actor, int number) {
        source.touched(200 + number, true);
        Lock lock = locks[number];
        if (lock.holder == null) {
            lock.holder = actor;
            atPoint(actor);
        } else {
            lock.waiting.add(actor);
        }
    }

    private void unlock(Actor actor, int number) {
        source.touched(200 + number, true);
        Lock lock = locks[number];
        lock.holder = lock.waiting.poll();
        atPoint(actor);
        if (lock.holder != null) {
            source.touched(1 + lock.holder.id, true);
            makeReady(lock.holder, StepKind.RESUME);
        }
    }

    @Override
    public int size() {
        return values > 0 ? values : ready.size();
    }

    @Override
    public long actor(int index) {
        return values > 0 ? 1 : 1 + ready.get(index).id;
    }

    @Override
    public StepKind kind(int index) {
        return values > 0 ? StepKind.VALUE : ready.get(index).kind;
    }

    @Override
    public long event(int index) {
        return values > 0 ? 0 : ready.get(index).event;
    }

    /** Runs all orders of a search. */
    static List<Outcome> all(Script script, Search search) {
        return upTo(Integer.MAX_VALUE, script, search);
    }

    /** Runs the orders of a search, but no more than so many. */
    static List<Outcome> upTo(int most, Script script, Search search) {
        List<Outcome> outcomes = new ArrayList<>();
        for (var order = search.next(); order != null && outcomes.size() < most; order = search.next()) {
            outcomes.add(run(script, order.newSource()));
        }
        return outcomes;
    }
}
