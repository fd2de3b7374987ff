// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import dev.asyncloop.benchmarks.bugs.World.Mutex;
import dev.asyncloop.benchmarks.bugs.World.Variable;
import java.util.List;

/**
 * queue: both sides note by rounds which element they have put and taken, so they disagree after a round in which one of them
 * had nothing to do. Two tasks.
 */
record Queue(boolean mended) implements Program {

    private static final int SIZE = 20;

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public Reach reach() {
        return Reach.S;
    }

    @Override
    public Program mend() {
        return new Queue(true);
    }

    @Override
    public void run(World world) {
        Shared shared = new Shared(world);
        world.together(() -> shared.produce(world, mended), () -> shared.consume(world, mended));
    }

    private static final class Shared {

        private final Mutex mutex;
        private final Variable<Integer> head;
        private final Variable<Integer> tail;
        private final List<Variable<Integer>> elements;
        private final List<Variable<Integer>> stored;
        private final Variable<Boolean> mayEnqueue;
        private final Variable<Boolean> mayDequeue;

        Shared(World world) {
            mutex = world.mutex("m");
            head = world.variable(0);
            tail = world.variable(0);
            elements = world.array(SIZE);
            stored = world.array(SIZE);
            mayEnqueue = world.variable(true);
            mayDequeue = world.variable(false);
        }

        void produce(World world, boolean countsElements) {
            int[] value = {0};
            mutex.hold(() -> enqueue(0, 0));
            for (int i = 1; i < SIZE; i++) {
                int round = i;
                world.pause();
                mutex.hold(() -> {
                    if (mayEnqueue.get()) {
                        value[0]++;
                        enqueue(value[0], countsElements ? value[0] : round);
                        mayEnqueue.set(false);
                        mayDequeue.set(true);
                    }
                });
            }
        }

        private void enqueue(int value, int number) {
            elements.get(tail.get()).set(value);
            World.add(tail, 1);
            stored.get(number).set(value);
        }

        void consume(World world, boolean countsElements) {
            int[] taken = {0};
            for (int i = 0; i < SIZE; i++) {
                int round = i;
                mutex.hold(() -> {
                    if (mayDequeue.get()) {
                        int expected = countsElements ? taken[0]++ : round;
                        BugFound.unless(dequeue().equals(stored.get(expected).get()), "another element");
                        mayDequeue.set(false);
                        mayEnqueue.set(true);
                    }
                });
                world.pause();
            }
        }

        private Integer dequeue() {
            Integer value = elements.get(head.get()).get();
            World.add(head, 1);
            return value;
        }
    }
}
