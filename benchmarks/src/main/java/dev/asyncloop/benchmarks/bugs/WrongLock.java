// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import dev.asyncloop.benchmarks.bugs.World.Mutex;
import dev.asyncloop.benchmarks.bugs.World.Spawned;
import dev.asyncloop.benchmarks.bugs.World.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * wronglock: one task increments a number and checks that it has grown by one, and others, which hold another lock, increment it
 * meanwhile.
 */
record WrongLock(int others, boolean mended) implements Program {

    @Override
    public String name() {
        return others == 7 ? "wronglock" : "wronglock_" + others;
    }

    @Override
    public Reach reach() {
        return Reach.M;
    }

    @Override
    public Program mend() {
        return new WrongLock(others, true);
    }

    @Override
    public void run(World world) {
        Mutex right = world.mutex("dataLock");
        Mutex wrong = mended ? right : world.mutex("thisLock");
        Variable<Integer> data = world.variable(0);
        List<Spawned> all = new ArrayList<>();
        all.add(world.spawn(
                "checked",
                () -> right.hold(() -> {
                    int before = data.get();
                    World.add(data, 1);
                    BugFound.unless(data.get() == before + 1, "it has grown by another number");
                })));
        for (int i = 0; i < others; i++) {
            all.add(world.spawn("other" + i, () -> wrong.hold(() -> World.add(data, 1))));
        }
        all.forEach(Spawned::join);
    }
}
