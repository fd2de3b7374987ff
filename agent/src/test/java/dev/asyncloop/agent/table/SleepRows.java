// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static dev.asyncloop.agent.table.Log.HOUR;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** {@link Thread#sleep} and its like. */
@SuppressWarnings("ThreadPriorityCheck") // yield is a subject
final class SleepRows {

    private SleepRows() {}

    @Row(of = "Thread", call = "sleep(millis)", gives = "awake@1h")
    static Log sleep() {
        return new Log().done("awake", () -> Thread.sleep(HOUR));
    }

    @Row(of = "Thread", call = "sleep(millis, nanos)", gives = "awake@1h")
    static Log sleep_nanos() {
        return new Log().done("awake", () -> {
            Thread.sleep(HOUR - 1, 500_000);
            Thread.sleep(0, 500_000);
        });
    }

    @Row(of = "Thread", call = "sleep(Duration)", gives = "awake@1h", since = 19)
    static Log sleep_duration() {
        return new Log()
                .done("awake", () -> Newer.call(Thread.class, "sleep", Duration.class, Duration.ofMillis(HOUR)));
    }

    @Row(of = "TimeUnit", call = "sleep(timeout)", gives = "awake@1h")
    static Log sleep_timeUnit() {
        return new Log().done("awake", () -> TimeUnit.MICROSECONDS.sleep(HOUR * 1000));
    }

    @Row(of = "Thread", call = "sleep(0)", gives = "awake@0h")
    static Log sleep_zero() {
        return new Log().done("awake", () -> Thread.sleep(0));
    }

    @Row(of = "Thread", call = "sleep(negative)", gives = "IllegalArgumentException@0h")
    static Log sleep_negative() {
        return new Log().done("awake", () -> Thread.sleep(-1));
    }

    @Row(of = "Thread", call = "sleep in several threads", gives = "a@1h, b@2h, c@3h")
    static Log sleep_several() throws InterruptedException {
        Log log = new Log();
        Threads.join(
                Threads.after(3 * HOUR, () -> log.at("c")),
                Threads.after(HOUR, () -> log.at("a")),
                Threads.after(2 * HOUR, () -> log.at("b")));
        return log;
    }

    @Row(of = "Thread", call = "interrupt() of a sleeping thread", gives = "InterruptedException@1h, flag false")
    static Log interrupt_sleeping() throws InterruptedException {
        Log log = new Log();
        Thread sleeper = Threads.start(() -> {
            log.done("awake", () -> Thread.sleep(2 * HOUR));
            log.add("flag " + Thread.currentThread().isInterrupted());
        });
        Thread.sleep(HOUR);
        sleeper.interrupt();
        sleeper.join();
        return log;
    }

    @Row(
            of = "Thread",
            call = "interrupt() before sleep(millis)",
            gives = "flag true, InterruptedException@0h, flag false")
    static Log interrupt_before() {
        Log log = new Log();
        Thread.currentThread().interrupt();
        log.add("flag " + Thread.currentThread().isInterrupted());
        log.done("awake", () -> Thread.sleep(2 * HOUR));
        return log.add("flag " + Thread.interrupted());
    }

    @Row(of = "Thread", call = "interrupt() before start()", gives = "flag true")
    static Log interrupt_beforeStart() throws InterruptedException {
        Log log = new Log();
        Thread thread = Threads.thread(() -> log.add("flag " + Thread.interrupted()));
        thread.interrupt();
        thread.start();
        thread.join();
        return log;
    }

    @Row(of = "Thread", call = "yield() until another thread is done", gives = "done@0h")
    static Log yieldUntil() {
        return new Log().done("done", () -> {
            Thread other = Threads.start(() -> {});
            while (other.isAlive()) {
                Thread.yield();
            }
        });
    }

    @Row(of = "Thread", call = "onSpinWait() until another thread is done", gives = "done@0h")
    static Log onSpinWait() {
        return new Log().done("done", () -> {
            Thread other = Threads.start(() -> {});
            while (other.isAlive()) {
                Thread.onSpinWait();
            }
        });
    }
}
