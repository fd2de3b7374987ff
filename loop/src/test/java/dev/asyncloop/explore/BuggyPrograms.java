// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.explore.Simulation.Actor;
import dev.asyncloop.schedule.StepKind;

/** Programs that fail in some orders, after those of SCTBench, in which starting an actor is a point. */
final class BuggyPrograms {

    private BuggyPrograms() {}

    /** Some write a, then b; a reader fails if it sees the one without the other. */
    static Simulation reorder(int writers) {
        Simulation run = new Simulation();
        int[] cells = new int[2];
        Actor main = run.actor();
        for (int i = 0; i < writers; i++) {
            main.start(run.child(main).write(1, () -> cells[0] = 1).write(2, () -> cells[1] = -1));
        }
        int[] seen = new int[1];
        Actor reader = run.child(main).read(1, () -> seen[0] = cells[0]).read(2, () -> {
            if (seen[0] == 1 && cells[1] == 0) {
                run.fail();
            }
        });
        main.start(reader).join(reader);
        return run;
    }

    /** One step of each of three, under a lock; one order in three is right. */
    static Simulation account() {
        Simulation run = new Simulation();
        int[] balance = {10};
        Actor main = run.actor();
        main.start(locked(run.child(main), 1, () -> balance[0] += 5));
        main.start(locked(run.child(main), 1, () -> balance[0] -= 3));
        main.start(locked(run.child(main), 1, () -> {
            if (balance[0] != 12) {
                run.fail();
            }
        }));
        return run;
    }

    private static Actor locked(Actor actor, long lock, Runnable action) {
        return actor.write(lock, action).write(lock, () -> {});
    }

    /** Two locks, taken in opposite orders. */
    static Simulation deadlock() {
        Simulation run = new Simulation();
        boolean[] held = new boolean[2];
        Actor main = run.actor();
        main.start(both(run.child(main), held, 0, 1)).start(both(run.child(main), held, 1, 0));
        return run;
    }

    private static Actor both(Actor actor, boolean[] held, int first, int second) {
        return lock(lock(actor, held, first), held, second)
                .write(1 + first, () -> held[first] = false)
                .write(1 + second, () -> held[second] = false);
    }

    private static Actor lock(Actor actor, boolean[] held, int lock) {
        return actor.step(StepKind.POINT, 1 + lock, true, () -> !held[lock], () -> held[lock] = true);
    }

    /** One pushes, one pops without asking whether there is anything; each access under a lock. */
    static Simulation stack(int items) {
        Simulation run = new Simulation();
        boolean[] held = new boolean[1];
        int[] size = new int[1];
        Actor main = run.actor();
        Actor push = run.child(main);
        Actor pop = run.child(main);
        for (int i = 0; i < items; i++) {
            lock(push, held, 0).write(2, () -> size[0]++).write(1, () -> held[0] = false);
            lock(pop, held, 0)
                    .write(2, () -> {
                        if (size[0]-- == 0) {
                            run.fail();
                        }
                    })
                    .write(1, () -> held[0] = false);
        }
        main.start(push).start(pop);
        return run;
    }

    /** Read, modify and write under two different locks: updates get lost. */
    static Simulation wrongLock(int others) {
        Simulation run = new Simulation();
        boolean[] held = new boolean[2];
        int[] data = new int[1];
        Actor main = run.actor();
        int[] x = new int[1];
        Actor one = lock(run.child(main), held, 0)
                .read(9, () -> x[0] = data[0])
                .write(9, () -> data[0] = x[0] + 1)
                .read(9, () -> {
                    if (data[0] != x[0] + 1) {
                        run.fail();
                    }
                })
                .write(1, () -> held[0] = false);
        main.start(one);
        for (int i = 0; i < others; i++) {
            int[] y = new int[1];
            Actor other = lock(run.child(main), held, 1)
                    .read(9, () -> y[0] = data[0])
                    .write(9, () -> data[0] = y[0] + 1)
                    .write(2, () -> held[1] = false);
            main.start(other);
        }
        return run;
    }

    /** An owner pops from the one end what a thief steals from the other; the last item is taken twice. */
    static Simulation workStealing(int items) {
        Simulation run = new Simulation();
        int[] head = new int[1];
        int[] tail = {items};
        int[] taken = new int[items];
        Actor main = run.actor();
        Actor thief = run.child(main);
        for (int i = 0; i < 2; i++) {
            int[] h = new int[1];
            boolean[] got = new boolean[1];
            thief.read(1, () -> h[0] = head[0])
                    .write(1, () -> head[0] = h[0] + 1)
                    .read(2, () -> got[0] = h[0] < tail[0])
                    .point(() -> {
                        if (got[0] && taken[h[0]]++ > 0) {
                            run.fail();
                        }
                    });
        }
        main.start(thief);
        for (int i = 0; i < items; i++) {
            int[] t = new int[1];
            boolean[] got = new boolean[1];
            main.read(2, () -> t[0] = tail[0] - 1)
                    .read(1, () -> got[0] = head[0] <= t[0])
                    .write(2, () -> tail[0] = t[0])
                    .point(() -> {
                        if (got[0] && t[0] >= 0 && taken[t[0]]++ > 0) {
                            run.fail();
                        }
                    });
        }
        return run;
    }
}
