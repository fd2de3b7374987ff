// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

/** Threads as programs use them. */
final class Threads {

    private Threads() {}

    /** Makes a thread. */
    static Thread thread(Log.Act act) {
        return new Thread(() -> run(act));
    }

    /** Starts a thread. */
    static Thread start(Log.Act act) {
        Thread thread = thread(act);
        thread.start();
        return thread;
    }

    /** Starts a thread that first sleeps. */
    static Thread after(long millis, Log.Act act) {
        return start(() -> {
            Thread.sleep(millis);
            act.run();
        });
    }

    /** Waits for the end of all. */
    static void join(Thread... threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Does something that is not expected to fail. */
    static void run(Log.Act act) {
        try {
            act.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sleeps. */
    static void sleep(long millis) {
        run(() -> Thread.sleep(millis));
    }
}
