// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

/**
 * Guesses that one step was only too early: tries the orders that are FIFO but for one choice, which takes the newest candidate or
 * the oldest but one. Where there are many tasks these are few orders, and what is too far away for delta debugging may be among
 * them.
 */
final class Guess {

    private static final int MAX_RUNS = 2_000;

    private final Trials trials;

    Guess(Trials trials) {
        this.trials = trials;
    }

    void run() {
        if (trials.best().deviations() < 2) {
            return;
        }
        Choices fifo = trials.record(new int[0]);
        int[] options = fifo == null ? new int[0] : fifo.options();
        for (int at = 0;
                at < Math.min(options.length, MAX_RUNS / 2) && trials.best().deviations() > 1;
                at++) {
            tooEarly(at, options[at] - 1);
            tooEarly(at, 1);
        }
    }

    private void tooEarly(int at, int choice) {
        int[] list = new int[at + 1];
        list[at] = choice;
        trials.improvesWith(list);
    }
}
