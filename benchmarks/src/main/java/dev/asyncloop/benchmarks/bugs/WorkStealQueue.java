// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import dev.asyncloop.benchmarks.bugs.World.Spawned;
import dev.asyncloop.benchmarks.bugs.World.Variable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * WorkStealQueue: the owner puts four items into a queue and takes them out again, while a thief tries to steal two, and each
 * item must go to exactly one of them. Two tasks.
 */
record WorkStealQueue(boolean mended) implements Program {

    private static final int ITEMS = 4;
    private static final int ATTEMPTS = 2;

    @Override
    public String name() {
        return "WorkStealQueue";
    }

    @Override
    public Reach reach() {
        return Reach.S;
    }

    @Override
    public Program mend() {
        return new WorkStealQueue(true);
    }

    @Override
    public void run(World world) {
        StealQueue queue = new StealQueue(world, mended);
        List<Variable<Integer>> uses = world.array(ITEMS);
        Spawned thief = world.spawn("thief", () -> {
            for (int i = 0; i < ATTEMPTS; i++) {
                use(uses, queue.steal());
            }
        });
        for (int i = 0; i < ITEMS; i += 2) {
            queue.push(i);
            queue.push(i + 1);
            use(uses, queue.pop());
        }
        for (int i = 0; i < ITEMS / 2; i++) {
            use(uses, queue.pop());
        }
        thief.join();
        for (Variable<Integer> count : uses) {
            BugFound.unless(count.get() == 1, "an item went to nobody, or to both");
        }
    }

    private static void use(List<Variable<Integer>> uses, @Nullable Integer item) {
        if (item != null) {
            World.add(uses.get(item), 1);
        }
    }
}
