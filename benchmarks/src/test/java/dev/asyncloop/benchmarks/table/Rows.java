// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import java.util.List;

/** Rows for tests, of two rounds. */
final class Rows {

    /** Some of each sort: with goals that are met and that are not, with nothing beside it, and of growth. */
    static final List<Row> SOME = List.of(
            row(
                    Plan.YIELD,
                    one("asyncloop", Kind.OURS, "ns", 150),
                    one("bare virtual threads", Kind.LIMIT, "ns", 125),
                    one("kotlinx <runTest>", Kind.PEER, "ns", 300)),
            row(
                    "echo, 100 connections",
                    one("asyncloop streams", Kind.OURS, "round trips/s", 60_000),
                    one("bare NIO", Kind.LIMIT, "round trips/s", 90_000)),
            row("memory: recorded choice of 2", one("asyncloop", Kind.OURS, "bytes", 0.125)),
            row("growth: timers fired, n = 10", one("asyncloop", Kind.OURS, "ns", 90)),
            row("growth: timers fired, n = 10, by log2 n", one("asyncloop", Kind.OURS, "ns", 27)),
            row("growth: timers fired, n = 1,000", one("asyncloop", Kind.OURS, "ns", 110)));

    private Rows() {}

    static Row row(String name, Series... series) {
        return new Row(name, List.of(series));
    }

    /** Returns a series in which the second round is half as much again. */
    static Series one(String subject, Kind kind, String unit, double value) {
        return new Series(subject, kind, unit, List.of(value, 1.5 * value));
    }
}
