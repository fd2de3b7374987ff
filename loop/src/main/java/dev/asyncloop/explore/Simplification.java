// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Delta debugging on a failing list of choices: cuts, resets, deletes and lowers them until nothing of that helps.
 *
 * <p>With a choice that is reset, later ones would mean others, since the candidates are others then. So first they go on to mean
 * whom they have meant; this idea is that of trace simplification (Jalbert, Sen: "A trace simplification technique for
 * effective debugging of concurrent programs", FSE 2010).
 */
final class Simplification {

    private final Trials trials;

    Simplification(Trials trials) {
        this.trials = trials;
    }

    void run() {
        Choices before;
        do {
            before = trials.best();
            cutEnd();
            resetToFifo(list -> trials.improvesWith(list, trials.best().actors()));
            resetToFifo(trials::improvesWith);
            delete();
            lower();
        } while (trials.best() != before && !trials.isOver());
    }

    /** Looks for the shortest prefix that fails, the rest being FIFO. */
    private void cutEnd() {
        int passing = -1;
        while (trials.best().length() - passing > 1 && !trials.isOver()) {
            int length = (passing + trials.best().length()) >>> 1;
            if (!trials.improvesWith(Arrays.copyOf(trials.best().chosen(), length))) {
                passing = length;
            }
        }
    }

    /** Makes choices that leave FIFO follow it: all of them, then halves, and so on to single ones, the last ones first. */
    private void resetToFifo(Consumer<int[]> attempt) {
        for (int size = trials.best().deviations(); size > 0; size /= 2) {
            int end = trials.best().deviations();
            while (end > 0 && !trials.isOver()) {
                int from = Math.max(0, end - size);
                attempt.accept(withoutDeviations(from, end));
                end = Math.min(from, trials.best().deviations());
            }
        }
    }

    private int[] withoutDeviations(int from, int to) {
        int[] list = trials.best().chosen().clone();
        int[] positions = deviations(list);
        for (int i = from; i < to; i++) {
            list[positions[i]] = 0;
        }
        return list;
    }

    /** Leaves out choices, so that later ones come earlier. */
    private void delete() {
        for (int size = trials.best().length() / 2; size > 0; size /= 2) {
            int end = trials.best().length();
            while (end > 0 && !trials.isOver()) {
                int from = Math.max(0, end - size);
                trials.improvesWith(without(from, end));
                end = Math.min(from, trials.best().length());
            }
        }
    }

    private int[] without(int from, int to) {
        int[] list = trials.best().chosen();
        int[] shorter = Arrays.copyOf(list, list.length - (to - from));
        System.arraycopy(list, to, shorter, from, list.length - to);
        return shorter;
    }

    /** Lowers single choices: to 1, or else as far as halving leads. */
    private void lower() {
        for (int at = trials.best().length() - 1; at >= 0 && !trials.isOver(); at--) {
            if (at >= trials.best().length() || trials.best().chosen()[at] < 2) {
                continue;
            }
            int passing = 0;
            int next = 1;
            while (at < trials.best().length() && next < trials.best().chosen()[at]) {
                int[] list = trials.best().chosen().clone();
                list[at] = next;
                if (!trials.improvesWith(list)) {
                    passing = next;
                }
                next = at < trials.best().length()
                        ? (passing + 1 + trials.best().chosen()[at]) >>> 1
                        : 0;
                if (next <= passing || trials.isOver()) {
                    break;
                }
            }
        }
    }

    private static int[] deviations(int[] list) {
        return IntStream.range(0, list.length).filter(i -> list[i] != 0).toArray();
    }
}
