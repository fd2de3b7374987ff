// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.throughput;

import org.jetbrains.lincheck.Lincheck;

/** Lincheck: three platform threads of four reads and four writes each of a field that they share. */
final class LincheckRuns implements Runs {

    @Override
    public int perRound() {
        return 2_000;
    }

    @Override
    public void run(int orders) {
        Lincheck.runConcurrentTest(orders, LincheckRuns::body);
    }

    private static void body() {
        Shared shared = new Shared();
        Thread[] threads = new Thread[3];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(shared);
            threads[i].start();
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static final class Shared implements Runnable {

        private volatile int value;

        @Override
        public void run() {
            for (int i = 0; i < ThreeTasks.STEPS_EACH / 2; i++) {
                if (value >= 0) {
                    value = i;
                }
            }
        }
    }
}
