// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import dev.asyncloop.benchmarks.bugs.World.Mutex;
import dev.asyncloop.benchmarks.bugs.World.Variable;

/** lazy01: the third task fails if it comes after the other two, as it does in FIFO order. Three tasks. */
record Lazy01(boolean mended) implements Program {

    @Override
    public String name() {
        return "lazy01";
    }

    @Override
    public Reach reach() {
        return Reach.P;
    }

    @Override
    public Program mend() {
        return new Lazy01(true);
    }

    @Override
    public void run(World world) {
        Mutex mutex = world.mutex("mutex");
        Variable<Integer> data = world.variable(0);
        int most = mended ? 3 : 2;
        world.together(
                () -> mutex.hold(() -> World.add(data, 1)),
                () -> mutex.hold(() -> World.add(data, 2)),
                () -> mutex.hold(() -> BugFound.unless(data.get() <= most, "both came before")));
    }
}
