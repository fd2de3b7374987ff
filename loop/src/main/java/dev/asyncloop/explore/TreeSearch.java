// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Candidates;
import dev.asyncloop.schedule.ChoiceSource;
import dev.asyncloop.schedule.StepKind;

/**
 * Tries all orders, or all that a {@link Bound} allows, with fewer of what it counts before more, and none twice.
 *
 * <p>A stateless depth-first search: it repeats the choices of the order before and takes the next candidate at the deepest one
 * that has one. Every order of some cost is the next candidate of one that costs as much, or one less (then it belongs to the
 * next round). So a round goes through the orders of the one before, starts at the dearer neighbours of each and searches
 * depth-first among those of its own cost (Musuvathi, Qadeer: "Iterative context bounding", PLDI 2007).
 *
 * <p>Memory is proportional to the depth, plus a few bytes for each order of the last round but one.
 */
final class TreeSearch extends Systematic {

    private final Bound bound;
    private final int limit;
    private final Path path = new Path();
    private final Varints dearer = new Varints();
    private int left;
    private int next;
    private int cost;
    private int floor;
    private boolean cutOff;
    private boolean all;

    /**
     * Creates a search.
     *
     * @param bound what is counted
     * @param limit how many of it there may be
     */
    TreeSearch(Bound bound, int limit) {
        this.bound = bound;
        this.limit = limit;
    }

    @Override
    ChoiceSource begin() {
        path.restart();
        return new Run();
    }

    @Override
    boolean advance() {
        path.end();
        keepForNextRound();
        if (path.advance(floor, cost)) {
            return true;
        }
        if (left == 0) {
            left = next;
            next = 0;
            cost++;
        }
        if (left == 0) {
            all = !cutOff;
            return false;
        }
        left--;
        floor = path.load(dearer);
        return true;
    }

    private void keepForNextRound() {
        int deepest = path.deepestDearer();
        if (deepest >= 0 && cost == limit) {
            cutOff = true;
        } else if (deepest >= 0) {
            path.store(deepest, dearer);
            next++;
        }
    }

    @Override
    public String describe() {
        if (bound == Bound.NONE) {
            return "all orders";
        }
        return all
                ? "all orders, none of which has more than " + bound.count(cost - 1)
                : "all orders with at most " + bound.count(limit);
    }

    private final class Run implements ChoiceSource {

        private long running;

        @Override
        public int choose(int n, Candidates candidates) {
            boolean goesOn = candidates.kind(0) == StepKind.POINT && candidates.actor(0) == running;
            return path.choose(n, candidates, bound.price(candidates, goesOn));
        }

        @Override
        public void running(int index, Candidates candidates) {
            running = candidates.actor(index);
        }
    }
}
