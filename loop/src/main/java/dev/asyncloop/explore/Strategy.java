// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

/**
 * How the next order is found; all of them begin with FIFO order.
 *
 * @since 0.1
 */
public enum Strategy {
    /** Several of the others in turn, by how many orders there are to be tried: the default. */
    PORTFOLIO,
    /** A random walk: each choice is drawn evenly. */
    RANDOM,
    /** Priorities with a few changes at random moments (Burckhardt et al., ASPLOS 2010); the bound is the depth, 3 unless set. */
    PCT,
    /** Partial order sampling (Yuan, Yang, Gu, CAV 2018): random priorities, drawn again when something conflicting has run. */
    POS,
    /** A uniform random walk over interleavings, weighted by how many steps each task has left (Zhao et al., ASPLOS 2025). */
    URW,
    /** As {@link #URW}, over the steps that touch one chosen thing (Zhao et al., ASPLOS 2025). */
    SURW,
    /** All orders that skip the task whose turn it is at most so often as the bound says (Emmi et al., POPL 2011), 2 unless set. */
    DELAYS,
    /**
     * All orders that leave a task that could go on at most so often as the bound says (CHESS, OSDI 2008), 2 unless set. A task
     * that yields in a loop until another one has run has orders without end.
     */
    PREEMPTIONS,
    /** All orders; without end for a program that yields in a loop, as with {@link #PREEMPTIONS}: let it wait instead. */
    EXHAUSTIVE;

    /**
     * Begins a search by this strategy.
     *
     * @param bound the depth or the bound, for those that have one; 0 for their own default
     * @param root the root seed: with the strategy, the bound and the program, it determines all orders
     * @return a new search, of which the first order is FIFO
     * @throws IllegalArgumentException if the bound is negative
     */
    public Search search(int bound, long root) {
        return search(bound, root, Shared.UNKNOWN);
    }

    /**
     * Begins a search by this strategy, with a promise about what the tasks share.
     *
     * @param bound the depth or the bound, for those that have one; 0 for their own default
     * @param root the root seed: with the strategy, the bound and the program, it determines all orders
     * @param shared what is known of what the tasks share; only {@link #EXHAUSTIVE} makes use of it
     * @return a new search, of which the first order is FIFO
     * @throws IllegalArgumentException if the bound is negative
     */
    public Search search(int bound, long root, Shared shared) {
        if (bound < 0) {
            throw new IllegalArgumentException("bound must not be negative: " + bound);
        }
        Profile profile = new Profile();
        return switch (this) {
            case RANDOM -> new Sampled(new RandomOrders(), null, root);
            case PCT -> new Sampled(new PctOrders(bound == 0 ? 3 : bound, profile), profile, root);
            case POS -> new Sampled(new PosOrders(), null, root);
            case URW -> new Sampled(new UrwOrders(profile), profile, root);
            case SURW -> new Sampled(new SurwOrders(profile, false), profile, root);
            case PORTFOLIO -> new Sampled(new Portfolio(profile), profile, root);
            case DELAYS -> new TreeSearch(Bound.DELAYS, bound == 0 ? 2 : bound);
            case PREEMPTIONS -> new TreeSearch(Bound.PREEMPTIONS, bound == 0 ? 2 : bound);
            case EXHAUSTIVE -> shared == Shared.TRACKED ? new ReducedSearch() : new TreeSearch(Bound.NONE, 0);
        };
    }
}
