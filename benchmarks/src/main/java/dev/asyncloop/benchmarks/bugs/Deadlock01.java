// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import dev.asyncloop.benchmarks.bugs.World.Mutex;
import dev.asyncloop.benchmarks.bugs.World.Variable;

/** deadlock01: two tasks take two locks in opposite order (ABBA). */
record Deadlock01(boolean mended) implements Program {

    @Override
    public String name() {
        return "deadlock01";
    }

    @Override
    public Reach reach() {
        return Reach.S;
    }

    @Override
    public Program mend() {
        return new Deadlock01(true);
    }

    @Override
    public void run(World world) {
        Mutex a = world.mutex("a");
        Mutex b = world.mutex("b");
        Variable<Integer> counter = world.variable(1);
        Mutex first = mended ? a : b;
        Mutex second = mended ? b : a;
        world.together(
                () -> a.hold(() -> b.hold(() -> World.add(counter, 1))),
                () -> first.hold(() -> second.hold(() -> World.add(counter, -1))));
    }
}
