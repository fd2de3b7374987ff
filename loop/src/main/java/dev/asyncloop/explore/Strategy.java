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
    /** All orders that leave a task that could go on at most so often as the bound says (CHESS, OSDI 2008), 2 unless set. */
    PREEMPTIONS,
    /** All orders. */
    EXHAUSTIVE
}
