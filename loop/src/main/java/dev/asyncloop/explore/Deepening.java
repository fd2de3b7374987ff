// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tries all orders with one choice that leaves FIFO, then with two, and so on, up to what is known to fail: level by level, where
 * an order of one level continues one of the level before at some later choice.
 */
final class Deepening {

    private static final int MAX_LEVEL = 100_000;

    private final Trials trials;

    Deepening(Trials trials) {
        this.trials = trials;
    }

    /** Returns whether all orders with fewer deviations than the best one were tried. */
    boolean run() {
        @Nullable List<Choices> level = new ArrayList<>();
        if (trials.best().deviations() > 0) {
            Choices fifo = trials.record(new int[0]);
            if (fifo == null) {
                return false;
            }
            level.add(fifo);
        }
        for (int deviations = 1; deviations < trials.best().deviations(); deviations++) {
            level = next(level, deviations);
            if (level == null) {
                return false;
            }
        }
        return true;
    }

    /** Tries all orders of the next level, unless one of them fails; returns {@code null} if they are too many. */
    private @Nullable List<Choices> next(List<Choices> level, int deviations) {
        List<Choices> next = new ArrayList<>();
        boolean last = deviations + 1 == trials.best().deviations();
        for (Choices shorter : level) {
            for (int at = shorter.length(); at < shorter.options().length; at++) {
                for (int choice = 1; choice < shorter.options()[at]; choice++) {
                    int[] list = Arrays.copyOf(shorter.chosen(), at + 1);
                    list[at] = choice;
                    if (last) {
                        trials.improvesWith(list);
                    } else {
                        Choices made = trials.record(list);
                        if (made != null) {
                            next.add(made);
                        }
                    }
                    if (trials.best().deviations() <= deviations) {
                        return next;
                    }
                    if (trials.isOver() || next.size() > MAX_LEVEL) {
                        return null;
                    }
                }
            }
        }
        return next;
    }
}
