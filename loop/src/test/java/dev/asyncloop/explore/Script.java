// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.SeededRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/** What the tasks of a {@link Machine} do; the first so many run from the beginning, the others when they are spawned. */
record Script(int initial, List<List<Op>> tasks) {

    static Script of(List<List<Op>> tasks) {
        return new Script(tasks.size(), tasks);
    }

    /** Tasks of so many steps each that touch nothing. */
    static Script independent(int... steps) {
        List<List<Op>> tasks = new ArrayList<>();
        for (int count : steps) {
            tasks.add(Collections.nCopies(count, Op.nothing()));
        }
        return of(tasks);
    }

    /** Two or three tasks and perhaps a spawned one, which read and write two variables, take two locks and pick values. */
    static Script random(long seed) {
        RandomGenerator random = new SeededRandom(seed);
        int initial = 2 + random.nextInt(2);
        boolean spawns = initial == 2 && random.nextBoolean();
        List<List<Op>> tasks = new ArrayList<>();
        for (int task = 0; task < initial; task++) {
            tasks.add(ops(random, initial == 2 ? 3 : 2));
        }
        if (spawns) {
            tasks.add(ops(random, 2));
            List<Op> spawner = tasks.get(0);
            spawner.add(random.nextInt(spawner.size() + 1), Op.spawn(2));
            if (random.nextInt(3) == 0) {
                tasks.get(1).add(Op.cancel(2));
            }
        }
        return new Script(initial, tasks);
    }

    /** The first so many random scripts that have no more than so many orders. */
    static List<Script> small(int count, int orders) {
        return LongStream.iterate(0, seed -> seed + 1)
                .mapToObj(Script::random)
                .filter(script -> Machine.upTo(orders + 1, script, new TreeSearch(Bound.NONE, 0))
                                .size()
                        <= orders)
                .limit(count)
                .toList();
    }

    private static List<Op> ops(RandomGenerator random, int most) {
        List<Op> ops = new ArrayList<>();
        int count = 1 + random.nextInt(most);
        while (ops.size() < count) {
            switch (random.nextInt(9)) {
                case 0, 1 -> ops.add(Op.read(random.nextInt(3)));
                case 2, 3 -> ops.add(Op.write(random.nextInt(3)));
                case 4 -> ops.add(Op.giveWay());
                case 5 -> ops.add(Op.pick(2));
                case 6 -> ops.add(Op.nothing());
                default -> addLocked(ops, random);
            }
        }
        return ops;
    }

    private static void addLocked(List<Op> ops, RandomGenerator random) {
        int lock = random.nextInt(2);
        ops.add(Op.lock(lock));
        if (random.nextInt(3) == 0) {
            ops.add(Op.lock(1 - lock));
            ops.add(Op.unlock(1 - lock));
        } else {
            ops.add(Op.write(random.nextInt(3)));
        }
        ops.add(Op.unlock(lock));
    }
}
