// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import static dev.asyncloop.benchmarks.bugs.Style.CELLS;
import static dev.asyncloop.benchmarks.bugs.Style.SUSPENDING;

import java.util.List;

/** All programs of the table. */
final class Subjects {

    /** The published figures are of section 5 of Zhao et al., "Selectively uniform concurrency testing", ASPLOS 2025, by their data. */
    static final List<Subject> ALL = List.of(
            new Subject(new Account(false), CELLS, 1, "the check comes last", 4),
            new Subject(new Account(false), SUSPENDING, 1, "the check comes last", 4),
            new Subject(new Lazy01(false), CELLS, 0, "", 2),
            new Subject(new Lazy01(false), SUSPENDING, 0, "", 2),
            new Subject(new Deadlock01(false), CELLS, 1, "", 2),
            new Subject(new Stack(false), CELLS, 1, "", 2),
            new Subject(new Stack(false), SUSPENDING, 1, "", 2),
            new Subject(new Queue(false), CELLS, 1, "", 1),
            new Subject(new CircularBuffer(false), CELLS, 1, "", 1),
            new Subject(new CircularBuffer(false), SUSPENDING, 1, "", 1),
            new Subject(new Twostage(2, false), CELLS, 1, "", Double.NaN),
            new Subject(new Twostage(2, false), SUSPENDING, 1, "", Double.NaN),
            new Subject(new Twostage(100, false), CELLS, 1, "", 454),
            new Subject(new Twostage(100, false), SUSPENDING, 1, "", 454),
            new Subject(new WorkStealQueue(false), CELLS, 1, "", 6),
            new Subject(new WrongLock(3, false), CELLS, 1, "", Double.NaN),
            new Subject(new WrongLock(7, false), CELLS, 1, "", 7),
            new Subject(new Reorder(3, false), CELLS, 1, "", 7),
            new Subject(new Reorder(5, false), CELLS, 1, "", 10),
            new Subject(new Reorder(10, false), CELLS, 1, "", 17),
            new Subject(new Reorder(20, false), CELLS, 1, "", Double.NaN),
            new Subject(new Reorder(50, false), CELLS, 1, "", 13),
            new Subject(new Reorder(100, false), CELLS, 1, "", 194));

    private Subjects() {}
}
