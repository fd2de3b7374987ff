// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import dev.asyncloop.benchmarks.bugs.World.Mutex;
import dev.asyncloop.benchmarks.bugs.World.Variable;
import java.util.List;

/**
 * stack: the consumer asks whether anything was ever pushed, not whether anything is left, so it finds the stack empty if it is
 * ahead of the producer. Two tasks.
 */
record Stack(boolean mended) implements Program {

    private static final int SIZE = 10;

    @Override
    public String name() {
        return "stack";
    }

    @Override
    public Reach reach() {
        return Reach.S;
    }

    @Override
    public Program mend() {
        return new Stack(true);
    }

    @Override
    public void run(World world) {
        Mutex mutex = world.mutex("m");
        Variable<Integer> top = world.variable(0);
        Variable<Boolean> pushed = world.variable(false);
        List<Variable<Integer>> elements = world.array(SIZE);
        world.together(
                () -> {
                    for (int i = 0; i < SIZE; i++) {
                        int value = i;
                        mutex.hold(() -> {
                            BugFound.unless(top.get() < SIZE, "overflow");
                            elements.get(top.get()).set(value);
                            World.add(top, 1);
                            pushed.set(true);
                        });
                        world.pause();
                    }
                },
                () -> {
                    for (int i = 0; i < SIZE; i++) {
                        mutex.hold(() -> {
                            if (mended ? top.get() > 0 : pushed.get()) {
                                BugFound.unless(top.get() > 0, "underflow");
                                World.add(top, -1);
                                elements.get(top.get()).get();
                            }
                        });
                        world.pause();
                    }
                });
    }
}
