// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import dev.asyncloop.benchmarks.bugs.World.Mutex;
import dev.asyncloop.benchmarks.bugs.World.Variable;

/** account: who checks the balance after both transfers finds that the expected sum has a wrong sign. Three tasks. */
record Account(boolean mended) implements Program {

    private static final int BEFORE = 1;
    private static final int DEPOSITED = 2;
    private static final int WITHDRAWN = 4;

    @Override
    public String name() {
        return "account";
    }

    @Override
    public Reach reach() {
        return Reach.P;
    }

    @Override
    public Program mend() {
        return new Account(true);
    }

    @Override
    public void run(World world) {
        Mutex mutex = world.mutex("m");
        Variable<Integer> balance = world.variable(BEFORE);
        Variable<Boolean> deposited = world.variable(false);
        Variable<Boolean> withdrawn = world.variable(false);
        int expected = mended ? BEFORE + DEPOSITED - WITHDRAWN : BEFORE - DEPOSITED - WITHDRAWN;
        world.together(
                () -> mutex.hold(() -> {
                    if (deposited.get() && withdrawn.get()) {
                        BugFound.unless(balance.get() == expected, "balance is not " + expected);
                    }
                }),
                () -> mutex.hold(() -> {
                    World.add(balance, DEPOSITED);
                    deposited.set(true);
                }),
                () -> mutex.hold(() -> {
                    World.add(balance, -WITHDRAWN);
                    withdrawn.set(true);
                }));
    }
}
