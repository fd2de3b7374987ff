// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Candidates;
import dev.asyncloop.schedule.ChoiceSource;
import dev.asyncloop.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Several searches in turn; FIFO order, with which each begins, is run once for all of them.
 *
 * @since 0.1
 */
public final class Mixture implements Search {

    private final List<Search> searches;
    private boolean begun;
    private int turn;

    /**
     * Creates a search from others.
     *
     * @param searches the searches, of which none has begun; at least one
     * @throws IllegalArgumentException if there is none
     */
    public Mixture(List<Search> searches) {
        if (searches.isEmpty()) {
            throw new IllegalArgumentException("a mixture needs at least one search");
        }
        this.searches = List.copyOf(searches);
    }

    @Override
    public @Nullable Schedule next() {
        if (!begun) {
            begun = true;
            return first();
        }
        for (int i = 0; i < searches.size(); i++) {
            Schedule next = searches.get(turn++ % searches.size()).next();
            if (next != null) {
                return next;
            }
        }
        return null;
    }

    /** Returns FIFO order, of which all searches hear. */
    private Schedule first() {
        List<Schedule> firsts = new ArrayList<>();
        for (Search search : searches) {
            Schedule first = search.next();
            if (first != null) {
                firsts.add(first);
            }
        }
        return Schedule.fifo().watchedBy(fifo -> new Fifo(firsts));
    }

    @Override
    public boolean isExhausted() {
        return searches.stream().allMatch(Search::isExhausted);
    }

    @Override
    public String describe() {
        return searches.stream().map(Search::describe).collect(Collectors.joining(" and "));
    }

    @Override
    public long drawn() {
        return searches.stream().mapToLong(Search::drawn).sum();
    }

    @Override
    public String guarantee() {
        return searches.stream()
                .map(Search::guarantee)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /** FIFO order, told to the searches, whose own answers are FIFO too. */
    private static final class Fifo implements ChoiceSource {

        private final List<ChoiceSource> sources;

        Fifo(List<Schedule> orders) {
            sources = orders.stream().map(Schedule::newSource).toList();
        }

        @Override
        public int choose(int n, Candidates candidates) {
            sources.forEach(source -> source.choose(n, candidates));
            return 0;
        }

        @Override
        public void running(int index, Candidates candidates) {
            sources.forEach(source -> source.running(index, candidates));
        }

        @Override
        public void touched(long resource, boolean write) {
            sources.forEach(source -> source.touched(resource, write));
        }
    }
}
