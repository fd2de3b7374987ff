// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static dev.asyncloop.agent.table.Log.HOUR;

import java.util.concurrent.locks.LockSupport;

/** {@link LockSupport}. */
final class ParkRows {

    private ParkRows() {}

    private static final long NANOS = HOUR * 1_000_000;

    @Row(of = "LockSupport", call = "parkNanos(nanos)", gives = "back@1h")
    static Log parkNanos() {
        return new Log().done("back", () -> LockSupport.parkNanos(NANOS));
    }

    @Row(of = "LockSupport", call = "parkNanos(blocker, nanos), getBlocker(thread)", gives = "b, null, back@2h")
    static Log parkNanos_blocker() throws InterruptedException {
        Log log = new Log();
        Thread thread = Threads.start(() -> LockSupport.parkNanos("b", 2 * NANOS));
        Thread.sleep(HOUR);
        log.add(LockSupport.getBlocker(thread)).add(LockSupport.getBlocker(Thread.currentThread()));
        return log.done("back", thread::join);
    }

    @Row(of = "LockSupport", call = "parkUntil(deadline)", gives = "back@1h")
    static Log parkUntil() {
        return new Log().done("back", () -> LockSupport.parkUntil(System.currentTimeMillis() + HOUR));
    }

    @Row(of = "LockSupport", call = "parkUntil(blocker, a deadline in the past)", gives = "back@0h")
    static Log parkUntil_past() {
        return new Log().done("back", () -> LockSupport.parkUntil("b", System.currentTimeMillis() - HOUR));
    }

    @Row(of = "LockSupport", call = "park(), unpark(thread)", gives = "back@1h")
    static Log park_unpark() throws InterruptedException {
        Log log = new Log();
        Thread parked = Threads.start(() -> log.done("back", LockSupport::park));
        Thread.sleep(HOUR);
        LockSupport.unpark(parked);
        parked.join();
        return log;
    }

    @Row(of = "LockSupport", call = "parkNanos(nanos), unpark(thread)", gives = "back@1h")
    static Log parkNanos_unpark() throws InterruptedException {
        Log log = new Log();
        Thread parked = Threads.start(() -> log.done("back", () -> LockSupport.parkNanos(2 * NANOS)));
        Thread.sleep(HOUR);
        LockSupport.unpark(parked);
        parked.join();
        return log;
    }

    @Row(of = "LockSupport", call = "unpark(thread), twice, before park", gives = "back@0h, back@1h")
    static Log unpark_isOnePermit() {
        LockSupport.unpark(Thread.currentThread());
        LockSupport.unpark(Thread.currentThread());
        return new Log().done("back", LockSupport::park).done("back", () -> LockSupport.parkNanos(NANOS));
    }

    @Row(of = "LockSupport", call = "unpark(another thread) before it parks", gives = "back@1h")
    static Log unpark_before() throws InterruptedException {
        Log log = new Log();
        Thread parked = Threads.after(HOUR, () -> log.done("back", () -> LockSupport.parkNanos(9 * NANOS)));
        Thread.sleep(HOUR / 2);
        LockSupport.unpark(parked);
        parked.join();
        return log;
    }

    @Row(of = "LockSupport", call = "park(), interrupted", gives = "back@1h, flag true, back@1h")
    static Log park_interrupted() throws InterruptedException {
        Log log = new Log();
        Thread parked = Threads.start(() -> log.done("back", () -> LockSupport.park("b"))
                .add("flag " + Thread.currentThread().isInterrupted())
                .done("back", LockSupport::park));
        Thread.sleep(HOUR);
        parked.interrupt();
        parked.join();
        return log;
    }

    @Row(of = "LockSupport", call = "parkNanos(0)", gives = "back@0h")
    static Log parkNanos_zero() {
        return new Log().done("back", () -> LockSupport.parkNanos(0));
    }
}
