// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Candidates;
import dev.asyncloop.schedule.ChoiceSource;
import dev.asyncloop.schedule.StepKind;
import java.util.Arrays;

/**
 * What the runs so far have shown of a program: how many choices it makes, and how many events there are for each lineage and
 * for each thing that it touches.
 *
 * <p>A run is taken into account by {@link #learn}, so that what an order is made from does not change while it runs.
 */
final class Profile {

    /** The numbers of the lineages; a lineage has a greater number than its parent. */
    final LongIndex lineages = new LongIndex();

    final Uses uses = new Uses();
    private final Means events = new Means();
    private int[] parents = new int[8]; // the number of a lineage's parent plus 1; 0 where there is none
    private int choices;
    private int mostChoices;
    private int mostActors;
    private int firstChoices;
    private int runs;
    private int[] sizes = new int[32];
    private int sizesInFifo;

    /** Wraps the source of a run, which is to be learnt from. */
    ChoiceSource watch(ChoiceSource source) {
        forget();
        return new Watch(source);
    }

    /** Takes into account the run that was watched last, if there was one. */
    void learn() {
        if (events.seen() == 0) {
            return;
        }
        if (firstChoices == 0) {
            firstChoices = choices;
        }
        runs++;
        mostChoices = Math.max(mostChoices, choices);
        mostActors = Math.max(mostActors, events.seen());
        events.learn();
        uses.learn();
        choices = 0;
    }

    private void forget() {
        if (runs == 0) {
            sizesInFifo = 0;
        }
        events.forget();
        uses.forget();
        choices = 0;
    }

    /** Returns how many runs were learnt from: what was computed from the profile holds until there is another one. */
    int runs() {
        return runs;
    }

    /** Returns how many choices of steps a run makes: the most so far. */
    int choices() {
        return Math.max(1, mostChoices);
    }

    /** Returns after how many choices a run goes on for ever, by all that is known. */
    int patience() {
        return 1_000 + 10 * firstChoices;
    }

    /** Returns how many candidates each choice of the first run had, values included. */
    int[] sizesInFifo() {
        return Arrays.copyOf(sizes, sizesInFifo);
    }

    private void rememberSize(int n) {
        if (sizesInFifo == sizes.length) {
            sizes = Arrays.copyOf(sizes, sizesInFifo * 2);
        }
        sizes[sizesInFifo++] = n;
    }

    /** Returns how many tasks and callbacks a run has: the most so far. */
    int actors() {
        return Math.max(1, mostActors);
    }

    /** Returns whether anything is known over which lineages can race. */
    boolean hasSharedResources() {
        return uses.hasShared();
    }

    /** Returns how many events each lineage has. */
    int[] events() {
        int[] own = new int[lineages.size()];
        for (int i = 0; i < own.length; i++) {
            own[i] = events.mean(i);
        }
        return own;
    }

    /** Adds to the events of each lineage those of its children, of their children and so on. */
    int[] withChildren(int[] own) {
        for (int i = own.length - 1; i >= 0; i--) {
            int parent = i < parents.length ? parents[i] - 1 : LongIndex.NONE;
            if (parent >= 0 && parent < i) {
                own[parent] += own[i];
            }
        }
        return own;
    }

    private void ran(int index, Candidates candidates) {
        int lineage = lineages.add(candidates.lineage(index));
        if (events.count(lineage)) {
            remember(lineage, candidates.parent(index));
        }
        uses.ran(lineage, index, candidates);
    }

    private void remember(int lineage, long parent) {
        if (lineage >= parents.length) {
            parents = Arrays.copyOf(parents, Math.max(lineage + 1, parents.length * 2));
        }
        parents[lineage] = parent == 0 ? 0 : lineages.find(parent) + 1;
    }

    private final class Watch implements ChoiceSource {

        private final ChoiceSource source;

        Watch(ChoiceSource source) {
            this.source = source;
        }

        @Override
        public int choose(int n, Candidates candidates) {
            if (runs == 0) {
                rememberSize(n);
            }
            if (candidates.kind(0) != StepKind.VALUE) {
                choices++;
            }
            return source.choose(n, candidates);
        }

        @Override
        public void running(int index, Candidates candidates) {
            if (candidates.kind(index) != StepKind.VALUE) {
                ran(index, candidates);
            }
            source.running(index, candidates);
        }

        @Override
        public void touched(long resource, boolean write) {
            source.touched(resource, write);
        }
    }
}
