// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import dev.asyncloop.benchmarks.bugs.World.Mutex;
import dev.asyncloop.benchmarks.bugs.World.Variable;
import java.util.List;

/**
 * circular_buffer: both sides take the number of their round for that of the element, so they disagree after a round in which
 * one of them had nothing to do. Two tasks.
 */
record CircularBuffer(boolean mended) implements Program {

    private static final int CAPACITY = 10;
    private static final int ROUNDS = 7;

    @Override
    public String name() {
        return "circular_buffer";
    }

    @Override
    public Reach reach() {
        return Reach.S;
    }

    @Override
    public Program mend() {
        return new CircularBuffer(true);
    }

    @Override
    public void run(World world) {
        Shared shared = new Shared(world);
        world.together(() -> shared.send(world, mended), () -> shared.receive(world, mended));
    }

    private static final class Shared {

        private final Mutex mutex;
        private final List<Variable<Integer>> buffer;
        private final Variable<Integer> first;
        private final Variable<Integer> next;
        private final Variable<Boolean> maySend;
        private final Variable<Boolean> mayReceive;

        Shared(World world) {
            mutex = world.mutex("m");
            buffer = world.array(CAPACITY);
            first = world.variable(0);
            next = world.variable(0);
            maySend = world.variable(true);
            mayReceive = world.variable(false);
        }

        void send(World world, boolean countsElements) {
            int[] sent = {0};
            for (int i = 0; i < ROUNDS; i++) {
                int round = i;
                mutex.hold(() -> {
                    if (maySend.get()) {
                        buffer.get(next.get()).set(countsElements ? sent[0]++ : round);
                        next.set((next.get() + 1) % CAPACITY);
                        maySend.set(false);
                        mayReceive.set(true);
                    }
                });
                world.pause();
            }
        }

        void receive(World world, boolean countsElements) {
            int[] received = {0};
            for (int i = 0; i < ROUNDS; i++) {
                int round = i;
                mutex.hold(() -> {
                    if (mayReceive.get()) {
                        World.add(first, 1);
                        int element = buffer.get(first.get() - 1).get();
                        BugFound.unless(element == (countsElements ? received[0]++ : round), "another element");
                        mayReceive.set(false);
                        maySend.set(true);
                    }
                });
                world.pause();
            }
        }
    }
}
