// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.choice;

import dev.asyncloop.schedule.SeededRandom;

/** The limit: one is drawn from an array, and the last takes its place. */
final class SwapRemove implements Steps {

    private final Runnable[] candidates;
    private final SeededRandom random = new SeededRandom(1);
    private int size;
    private long ran;

    SwapRemove(int n) {
        candidates = new Runnable[n];
        while (size < n) {
            add(new Candidate());
        }
    }

    @Override
    public long run(int steps) {
        for (int i = 0; i < steps; i++) {
            int index = random.nextInt(size);
            Runnable chosen = candidates[index];
            candidates[index] = candidates[--size];
            chosen.run();
        }
        return ran;
    }

    private void add(Runnable candidate) {
        candidates[size++] = candidate;
    }

    private final class Candidate implements Runnable {

        @Override
        public void run() {
            ran++;
            add(this);
        }
    }
}
