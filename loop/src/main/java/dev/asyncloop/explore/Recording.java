// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Candidates;
import dev.asyncloop.schedule.ChoiceSource;
import java.util.Arrays;

/** Notes what another source chooses, of how many candidates, and who that is. */
final class Recording implements ChoiceSource {

    private final ChoiceSource source;
    private int[] chosen = new int[32];
    private int[] options = new int[32];
    private long[] actors = new long[32];
    private int made;

    Recording(ChoiceSource source) {
        this.source = source;
    }

    @Override
    public int choose(int n, Candidates candidates) {
        if (made == chosen.length) {
            chosen = Arrays.copyOf(chosen, made * 2);
            options = Arrays.copyOf(options, made * 2);
            actors = Arrays.copyOf(actors, made * 2);
        }
        int choice = source.choose(n, candidates);
        chosen[made] = choice;
        actors[made] = candidates.lineage(choice);
        options[made++] = n;
        return choice;
    }

    @Override
    public void running(int index, Candidates candidates) {
        source.running(index, candidates);
    }

    @Override
    public void touched(long resource, boolean write) {
        source.touched(resource, write);
    }

    Choices choices() {
        return new Choices(Arrays.copyOf(chosen, made), Arrays.copyOf(options, made), actors);
    }
}
