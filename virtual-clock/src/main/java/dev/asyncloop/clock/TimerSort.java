// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.clock;

import static java.util.Objects.requireNonNull;

import dev.asyncloop.clock.TimerQueue.Timer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Sorts timers that are few, or in order but for some. */
final class TimerSort {

    /** So many timers are sorted by insertion. */
    static final int FEW = 32;

    private TimerSort() {}

    /** Sorts the first timers of an array, each of which is at its index, before and after. */
    static void sort(@Nullable Timer[] timers, int size) {
        int sorted = 1;
        while (sorted < size && isBefore(timers, sorted - 1, sorted)) {
            sorted++;
        }
        if (sorted < size) {
            if (size <= FEW) {
                insert(timers, sorted, size);
            } else {
                Arrays.sort(timers, 0, size, TimerQueue.ORDER);
            }
            for (int i = 0; i < size; i++) {
                at(timers, i).index = i;
            }
        }
    }

    private static void insert(@Nullable Timer[] timers, int sorted, int size) {
        for (int i = sorted; i < size; i++) {
            Timer timer = at(timers, i);
            int place = i;
            while (place > 0 && timer.isBefore(at(timers, place - 1))) {
                timers[place] = timers[--place];
            }
            timers[place] = timer;
        }
    }

    private static boolean isBefore(@Nullable Timer[] timers, int first, int second) {
        return at(timers, first).isBefore(at(timers, second));
    }

    private static Timer at(@Nullable Timer[] timers, int index) {
        return requireNonNull(timers[index]);
    }
}
