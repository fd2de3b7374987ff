// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import dev.asyncloop.benchmarks.bugs.World.Mutex;
import dev.asyncloop.benchmarks.bugs.World.Spawned;
import dev.asyncloop.benchmarks.bugs.World.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * twostage: writers set two variables in two lock sections; the reader, which comes last, fails if it reads both between the two
 * sections of the first writer. It has as many tasks as its name says, or two.
 */
record Twostage(int tasks, boolean mended) implements Program {

    @Override
    public String name() {
        return tasks == 2 ? "twostage" : "twostage_" + tasks;
    }

    @Override
    public Reach reach() {
        return Reach.S;
    }

    @Override
    public Program mend() {
        return new Twostage(tasks, true);
    }

    @Override
    public void run(World world) {
        Mutex mutex1 = world.mutex("m1");
        Mutex mutex2 = world.mutex("m2");
        Variable<Integer> data1 = world.variable(0);
        Variable<Integer> data2 = world.variable(0);
        Runnable secondStage = () -> mutex2.hold(() -> data2.set(data1.get() + 1));
        Runnable writer = () -> {
            mutex1.hold(() -> {
                data1.set(1);
                if (mended) {
                    secondStage.run();
                }
            });
            if (!mended) {
                world.pause();
                secondStage.run();
            }
        };
        List<Spawned> all = new ArrayList<>();
        for (int i = 1; i < tasks; i++) {
            all.add(world.spawn("writer" + i, writer));
        }
        all.add(world.spawn("reader", () -> read(world, mutex1, data1, mutex2, data2)));
        all.forEach(Spawned::join);
    }

    private static void read(
            World world, Mutex mutex1, Variable<Integer> data1, Mutex mutex2, Variable<Integer> data2) {
        int[] seen = new int[2];
        mutex1.hold(() -> seen[0] = data1.get());
        if (seen[0] == 0) {
            return;
        }
        world.pause();
        mutex2.hold(() -> seen[1] = data2.get());
        BugFound.unless(seen[1] == seen[0] + 1, "the first stage without the second");
    }
}
