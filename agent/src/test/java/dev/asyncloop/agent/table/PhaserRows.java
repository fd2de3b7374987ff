// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static dev.asyncloop.agent.table.Log.HOUR;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.Phaser;

/** {@link Phaser}. */
final class PhaserRows {

    private PhaserRows() {}

    @Row(of = "Phaser", call = "arriveAndAwaitAdvance() of two, twice", gives = "1@1h, 1@1h, 2@2h, 2@2h")
    static Object arriveAndAwaitAdvance() throws InterruptedException {
        Log log = new Log();
        Phaser phaser = new Phaser(2);
        Thread other =
                Threads.start(() -> log.result(phaser::arriveAndAwaitAdvance).result(phaser::arriveAndAwaitAdvance));
        for (int i = 0; i < 2; i++) {
            Thread.sleep(HOUR);
            log.result(phaser::arriveAndAwaitAdvance);
        }
        other.join();
        return log.sorted();
    }

    @Row(of = "Phaser", call = "arrive(), awaitAdvance(phase) of now and of before", gives = "0@0h, 1@1h, 1@1h")
    static Log awaitAdvance() {
        Phaser phaser = new Phaser(2);
        Threads.after(HOUR, phaser::arrive);
        return new Log()
                .result(phaser::arrive)
                .result(() -> phaser.awaitAdvance(0))
                .result(() -> phaser.awaitAdvance(0));
    }

    @Row(of = "Phaser", call = "awaitAdvanceInterruptibly(phase, timeout), too short", gives = "TimeoutException@1h")
    static Log await_timed() {
        return new Log().result(() -> new Phaser(1).awaitAdvanceInterruptibly(0, HOUR, MILLISECONDS));
    }

    @Row(of = "Phaser", call = "awaitAdvanceInterruptibly(phase, timeout), long enough", gives = "1@1h")
    static Log await_longEnough() {
        Phaser phaser = new Phaser(1);
        Threads.after(HOUR, phaser::arrive);
        return new Log().result(() -> phaser.awaitAdvanceInterruptibly(0, 2 * HOUR, MILLISECONDS));
    }

    @Row(of = "Phaser", call = "awaitAdvanceInterruptibly(phase), interrupted", gives = "InterruptedException@1h")
    static Log await_interrupted() {
        Thread self = Thread.currentThread();
        Threads.after(HOUR, self::interrupt);
        return new Log().result(() -> new Phaser(1).awaitAdvanceInterruptibly(0));
    }

    @Row(of = "Phaser", call = "awaitAdvance(phase), interrupted", gives = "1@2h, flag true")
    static Log awaitAdvance_interrupted() {
        Thread self = Thread.currentThread();
        Phaser phaser = new Phaser(1);
        Threads.after(HOUR, self::interrupt);
        Threads.after(2 * HOUR, phaser::arrive);
        return new Log().result(() -> phaser.awaitAdvance(0)).add("flag " + Thread.interrupted());
    }

    @Row(of = "Phaser", call = "register(), arriveAndDeregister()", gives = "parties 2, 1@1h, parties 1")
    static Log deregister() {
        Phaser phaser = new Phaser(1);
        phaser.register();
        Log log = new Log().add("parties " + phaser.getRegisteredParties());
        Threads.after(HOUR, phaser::arriveAndDeregister);
        return log.result(phaser::arriveAndAwaitAdvance).add("parties " + phaser.getRegisteredParties());
    }

    @Row(
            of = "Phaser",
            call = "onAdvance that ends it after two phases",
            gives = "1@0h, 2@0h, ended true, negative true@0h")
    static Log onAdvance() {
        Phaser phaser = new Phaser(1) {
            @Override
            protected boolean onAdvance(int phase, int parties) {
                return phase == 1;
            }
        };
        return new Log()
                .result(phaser::arriveAndAwaitAdvance)
                .result(phaser::arriveAndAwaitAdvance)
                .add("ended " + phaser.isTerminated())
                .result(() -> "negative " + (phaser.arriveAndAwaitAdvance() < 0));
    }

    @Row(of = "Phaser", call = "forceTermination() with a waiter", gives = "ended true@1h")
    static Log forceTermination() {
        Phaser phaser = new Phaser(1);
        Threads.after(HOUR, phaser::forceTermination);
        return new Log().result(() -> "ended " + (phaser.awaitAdvance(0) < 0));
    }

    @Row(of = "Phaser", call = "two children of one parent", gives = "1@1h, 1@1h, parent 1@1h")
    static Object tiers() throws InterruptedException {
        Log log = new Log();
        Phaser parent = new Phaser();
        Phaser left = new Phaser(parent, 1);
        Phaser right = new Phaser(parent, 1);
        Threads.join(
                Threads.start(() -> log.result(() -> "parent " + parent.awaitAdvance(0))),
                Threads.start(() -> log.result(left::arriveAndAwaitAdvance)),
                Threads.after(HOUR, () -> log.result(right::arriveAndAwaitAdvance)));
        return log.sorted();
    }
}
