// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import dev.asyncloop.benchmarks.memory.MillionSleepers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The goals of the rows. */
final class Goals {

    private static final double SWITCH = 1.4;
    private static final double ECHO = 1 / 0.7;

    private static final Map<String, List<Goal>> ALL = Map.ofEntries(
            Map.entry(Plan.CHAIN, List.of(Goal.aheadOfPeers())),
            Map.entry(Plan.BATCH, List.of(Goal.aheadOfPeers())),
            Map.entry(Plan.FIRE, List.of(Goal.aheadOfPeers(), Goal.atMost(100, "ns"))),
            Map.entry(Plan.CANCEL, List.of(Goal.aheadOfPeers(), Goal.atMost(100, "ns"))),
            Map.entry(Plan.CANCEL_FEW, List.of(Goal.aheadOfPeers())),
            Map.entry(Plan.YIELD, List.of(Goal.timesTheLimit(SWITCH), Goal.aheadOfPeers())),
            Map.entry(Plan.SLEEP, List.of(Goal.timesTheLimit(SWITCH), Goal.aheadOfPeers())),
            Map.entry(Plan.HAND_OVER, List.of(Goal.timesTheLimit(SWITCH), Goal.aheadOfPeers())),
            Map.entry(Plan.SPAWN, List.of(Goal.timesTheLimit(SWITCH), Goal.aheadOfPeers())),
            Map.entry(Plan.choice(1_000), List.of(Goal.above(Plan.FIFO, 20, "ns"))),
            Map.entry("schedule, empty", List.of(Goal.atLeast(100_000, "schedules/s"), Goal.aheadOfPeers())),
            Map.entry("schedule, 24 steps", List.of(Goal.atLeast(100_000, "schedules/s"), Goal.aheadOfPeers())),
            Map.entry("schedule in a JUnit node, empty", List.of(Goal.atLeast(20_000, "schedules/s"))),
            Map.entry("schedule in a JUnit node, 24 steps", List.of(Goal.atLeast(20_000, "schedules/s"))),
            Map.entry("memory: sleeping task", List.of(Goal.atMost(1_536, "bytes"))),
            Map.entry("memory: awaiting task", List.of(Goal.atMost(1_536, "bytes"))),
            Map.entry("memory: pending timer", List.of(Goal.atMost(64, "bytes"))),
            Map.entry("memory: recorded choice of 2", List.of(Goal.atMost(1, "bytes"))),
            Map.entry("memory: recorded choice of 10", List.of(Goal.atMost(1, "bytes"))),
            Map.entry("memory: recorded choice of 1000", List.of(Goal.atMost(1, "bytes"))),
            Map.entry(MillionSleepers.PEAK, List.of(Goal.atMost(2_048, "MiB"))),
            Map.entry("echo, 1 connection", List.of(Goal.timesTheLimit(ECHO))),
            Map.entry("echo, 100 connections", List.of(Goal.timesTheLimit(ECHO))));

    private Goals() {}

    /** Returns the goals of a row; none for most of those that show how costs grow. */
    static List<Goal> of(String row) {
        return ALL.getOrDefault(row, List.of());
    }

    /** Returns the names of rows that have goals and were not measured. */
    static List<String> unmeasured(List<Row> rows) {
        List<String> missing = new ArrayList<>(ALL.keySet());
        rows.forEach(row -> missing.remove(row.name()));
        missing.sort(null);
        return missing;
    }
}
