// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import dev.asyncloop.benchmarks.bugs.World.Mutex;
import dev.asyncloop.benchmarks.bugs.World.Spawned;
import dev.asyncloop.benchmarks.bugs.World.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * reorder: all tasks but one set the same two variables; the last one fails if it reads between the two writes of one that no
 * other has preceded. It has as many tasks as its name says.
 */
record Reorder(int tasks, boolean mended) implements Program {

    @Override
    public String name() {
        return "reorder_" + tasks;
    }

    @Override
    public Reach reach() {
        return Reach.M;
    }

    @Override
    public Program mend() {
        return new Reorder(tasks, true);
    }

    @Override
    public void run(World world) {
        Variable<Integer> a = world.variable(0);
        Variable<Integer> b = world.variable(0);
        Runnable set = () -> {
            a.set(1);
            b.set(-1);
        };
        Runnable check = () -> BugFound.unless(
                a.get() == 0 && b.get() == 0 || a.get() == 1 && b.get() == -1, "one write without the other");
        Mutex mutex = world.mutex("m");
        List<Spawned> all = new ArrayList<>();
        for (int i = 1; i < tasks; i++) {
            all.add(world.spawn("setter" + i, mended ? () -> mutex.hold(set) : set));
        }
        all.add(world.spawn("checker", mended ? () -> mutex.hold(check) : check));
        all.forEach(Spawned::join);
    }
}
