// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

/**
 * A program that fails in some orders only.
 *
 * <p>What goes wrong, and in how many tasks, is that of SCTBench (Thomson, Donaldson, Betts: "Concurrency testing using schedule
 * bounding: an empirical study", PPoPP 2014), whose programs are the yardstick of the field.
 */
interface Program {

    /** Returns the name by which the literature knows it. */
    String name();

    /** Returns how fine the points must be at which a task can be left, if the bug is to be found. */
    Reach reach();

    /**
     * Runs it.
     *
     * @param world what it is made of
     * @throws BugFound if the order was one that it does not stand
     */
    void run(World world);

    /** Returns the program without its bug. */
    Program mend();

    /** What an order has to permute. */
    enum Reach {
        /** Whole tasks, or what lies between places where they wait. */
        P,
        /** What lies between operations on locks. */
        S,
        /** Single accesses to variables. */
        M
    }
}
