// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import java.util.Arrays;

/** The choices of a run, as a shrinker sees them; the arrays are not to be changed. */
final class Choices {

    private final int[] chosen;
    private final int[] options;
    private final long[] actors;

    Choices(int[] chosen, int[] options, long[] actors) {
        this.chosen = trimmed(chosen);
        this.options = options;
        this.actors = Arrays.copyOf(actors, this.chosen.length);
    }

    /** Returns the choices up to the last one that left FIFO order. */
    int[] chosen() {
        return chosen;
    }

    /** Returns the lineages of those who were chosen. */
    long[] actors() {
        return actors;
    }

    /** Returns how many candidates there were at each choice of the run. */
    int[] options() {
        return options;
    }

    /** Returns the list without the FIFO choices at its end. */
    static int[] trimmed(int[] list) {
        int length = list.length;
        while (length > 0 && list[length - 1] == 0) {
            length--;
        }
        return length == list.length ? list : Arrays.copyOf(list, length);
    }

    int length() {
        return chosen.length;
    }

    int deviations() {
        int count = 0;
        for (int choice : chosen) {
            count += choice == 0 ? 0 : 1;
        }
        return count;
    }

    /** Returns whether these choices leave FIFO less often; or else are fewer; or else are lower. */
    boolean areSmallerThan(Choices other) {
        if (deviations() != other.deviations()) {
            return deviations() < other.deviations();
        }
        return length() != other.length()
                ? length() < other.length()
                : Arrays.stream(chosen).sum() < Arrays.stream(other.chosen).sum();
    }
}
