// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import static dev.asyncloop.benchmarks.bugs.Style.CELLS;
import static dev.asyncloop.benchmarks.bugs.Style.SUSPENDING;

import java.util.List;

/** All programs of the table. */
final class Subjects {

    /** The published figures are of Zhao et al.: "Selectively uniform concurrency testing", ASPLOS 2025, by their data. */
    static final List<Subject> ALL = List.of(
            new Subject(new Account(false), CELLS, 2, "both transfers are chosen before the check", "6 / 4 / 4 / 18"),
            new Subject(new Account(false), SUSPENDING, 2, "both transfers are chosen before the check", "–"),
            new Subject(new Lazy01(false), CELLS, 0, "FIFO order fails", "2 / 5 / 5 / 21"),
            new Subject(new Lazy01(false), SUSPENDING, 0, "FIFO order fails", "–"),
            new Subject(new Deadlock01(false), CELLS, 1, "the first task is left between its locks", "2 / 13 / 4 / 3"),
            new Subject(new Stack(false), CELLS, 1, "the producer is left after a push", "5 / 3 / 2 / 176"),
            new Subject(new Stack(false), SUSPENDING, 1, "the consumer has two rounds in succession", "–"),
            new Subject(
                    new Queue(false),
                    CELLS,
                    1,
                    "the producer is left while it holds the lock, and both alternate from there",
                    "2 / 3 / 1 / 1"),
            new Subject(
                    new CircularBuffer(false),
                    CELLS,
                    1,
                    "the producer is left while it holds the lock, and both alternate from there",
                    "2 / 3 / 1 / 1"),
            new Subject(new CircularBuffer(false), SUSPENDING, 1, "one of them has two rounds in succession", "–"),
            new Subject(new Twostage(2, false), CELLS, 1, "the writer is left between its stages", "–"),
            new Subject(new Twostage(2, false), SUSPENDING, 1, "the reader goes on before the writer does", "–"),
            new Subject(
                    new Twostage(100, false),
                    CELLS,
                    1,
                    "the first writer is left between its stages for the reader",
                    "454 / 7466 (3/20) / 6674 (3/20) / none"),
            new Subject(new Twostage(100, false), SUSPENDING, 1, "the reader goes on before all writers do", "–"),
            new Subject(
                    new WorkStealQueue(false),
                    CELLS,
                    2,
                    "the thief comes between two pushes, and is left before it reads",
                    "6 / 48 / 12 / –"),
            new Subject(new WrongLock(3, false), CELLS, 1, "the checked task is left before its second read", "–"),
            new Subject(
                    new WrongLock(7, false),
                    CELLS,
                    1,
                    "the checked task is left before its second read",
                    "7 / 51 / 10 / 36"),
            new Subject(
                    new Reorder(3, false),
                    CELLS,
                    1,
                    "the first setter is left between its writes for the checker",
                    "7 / 185 / 86 / none"),
            new Subject(
                    new Reorder(5, false),
                    CELLS,
                    1,
                    "the first setter is left between its writes for the checker",
                    "10 / 647 / 2169 / none"),
            new Subject(
                    new Reorder(10, false),
                    CELLS,
                    1,
                    "the first setter is left between its writes for the checker",
                    "17 / 3225 (16/20) / none / none"),
            new Subject(
                    new Reorder(20, false),
                    CELLS,
                    1,
                    "the first setter is left between its writes for the checker",
                    "–"),
            new Subject(
                    new Reorder(50, false),
                    CELLS,
                    1,
                    "the first setter is left between its writes for the checker",
                    "13 / 3304 (6/20) / none / none"),
            new Subject(
                    new Reorder(100, false),
                    CELLS,
                    1,
                    "the first setter is left between its writes for the checker",
                    "194 / none / none / none"));

    private Subjects() {}
}
