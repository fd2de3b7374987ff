// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import com.sun.management.OperatingSystemMXBean;
import dev.asyncloop.benchmarks.callbacks.CancelBenchmark;
import dev.asyncloop.benchmarks.callbacks.CancelSubject;
import dev.asyncloop.benchmarks.callbacks.DispatchBenchmark;
import dev.asyncloop.benchmarks.callbacks.DispatchSubject;
import dev.asyncloop.benchmarks.callbacks.FireBenchmark;
import dev.asyncloop.benchmarks.callbacks.FireSubject;
import dev.asyncloop.benchmarks.choice.ChoiceBenchmark;
import dev.asyncloop.benchmarks.choice.ChoiceSubject;
import dev.asyncloop.benchmarks.echo.EchoBenchmark;
import dev.asyncloop.benchmarks.growth.GrowthBenchmark;
import dev.asyncloop.benchmarks.memory.MemoryBenchmark;
import dev.asyncloop.benchmarks.memory.MillionSleepers;
import dev.asyncloop.benchmarks.tasks.TaskBenchmark;
import dev.asyncloop.benchmarks.tasks.TaskSubject;
import dev.asyncloop.benchmarks.throughput.ScheduleRates;
import dev.asyncloop.internal.DiagnosticsBenchmark;
import dev.asyncloop.internal.DiagnosticsSubject;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is measured, in this order. */
final class Plan {

    static final String CHAIN = "dispatch, chain of 1";
    static final String BATCH = "dispatch, batch of 1,000";
    static final String FIRE = "timer, insert and fire 100,000";
    static final String CANCEL = "timer, insert and cancel 100,000";
    static final String CANCEL_FEW = "timer, insert and cancel 1,000";
    static final String YIELD = "task switch, yield";
    static final String SLEEP = "task switch, sleep";
    static final String HAND_OVER = "task switch, hand-over of a future";
    static final String SPAWN = "task, spawn and finish";
    static final String FIFO = ChoiceSubject.FIFO.title();

    /** For a hand-over there is one more. */
    private static final Subject[] TASKS = {TaskSubject.ASYNCLOOP, TaskSubject.THREADS, TaskSubject.COROUTINES};

    private static final int[] CANDIDATES = {2, 10, 100, 1_000, 10_000, 100_000};
    private static final String[] GROWTH = {"CALLBACKS", "TIMERS_FIRED", "TIMERS_CANCELLED", "TASKS"};

    /** What the subjects of programs are that are not ours; those of JMH's rows say it themselves. */
    private static final Map<String, Kind> KINDS = new TreeMap<>(Map.of(
            "parked virtual thread", Kind.LIMIT,
            "PriorityQueue<long[]>", Kind.PEER,
            "bare NIO", Kind.LIMIT,
            "Netty", Kind.PEER,
            "kotlinx runTest", Kind.PEER,
            "Lincheck", Kind.PEER,
            "JUnit, repeated test", Kind.LIMIT));

    static {
        Stream.<Subject[]>of(
                        DispatchSubject.values(),
                        FireSubject.values(),
                        CancelSubject.values(),
                        TaskSubject.values(),
                        ChoiceSubject.values())
                .flatMap(Stream::of)
                .forEach(subject -> KINDS.put(subject.title(), subject.kind()));
    }

    private Plan() {}

    /** Returns the name of the row of so many candidates. */
    static String choice(int candidates) {
        return String.format(Locale.ROOT, "choice among callbacks, n = %,d", candidates);
    }

    /**
     * Returns what a subject is.
     *
     * @throws IllegalArgumentException if it is not known
     */
    static Kind kindOf(String subject) {
        Kind kind = KINDS.getOrDefault(subject, subject.startsWith("asyncloop") ? Kind.OURS : null);
        if (kind == null) {
            throw new IllegalArgumentException(
                    "Whether \"" + subject + "\" is a limit or a peer is not known: add it.");
        }
        return kind;
    }

    /** Returns what to measure. */
    static List<Source> of(Mode mode) {
        List<Source> sources = new ArrayList<>(List.of(
                JmhRow.of(CHAIN, DispatchBenchmark.class, "chain", DispatchSubject.values()),
                JmhRow.of(BATCH, DispatchBenchmark.class, "batch", DispatchSubject.values()),
                JmhRow.of(FIRE, FireBenchmark.class, "fire", FireSubject.values()),
                JmhRow.of(
                        CANCEL,
                        CancelBenchmark.class,
                        "cancel",
                        CancelSubject.ASYNCLOOP,
                        CancelSubject.TIMER_QUEUE,
                        CancelSubject.HEAP,
                        CancelSubject.NETTY,
                        CancelSubject.COROUTINES,
                        CancelSubject.CATS),
                JmhRow.of( // those whose cancelling is linear
                        CANCEL_FEW,
                        CancelBenchmark.class,
                        "cancel",
                        CancelSubject.ASYNCLOOP_FEW,
                        CancelSubject.PRIORITY_QUEUE,
                        CancelSubject.RXJAVA,
                        CancelSubject.REACTOR,
                        CancelSubject.JMOCK),
                JmhRow.of(YIELD, TaskBenchmark.class, "yieldNow", TASKS),
                JmhRow.of(SLEEP, TaskBenchmark.class, "sleep", TASKS),
                JmhRow.of(HAND_OVER, TaskBenchmark.class, "handOver", TaskSubject.values()),
                JmhRow.of(SPAWN, TaskBenchmark.class, "spawn", TASKS)));
        for (int candidates : mode == Mode.QUICK ? new int[] {1_000} : CANDIDATES) {
            sources.add(choices(choice(candidates), candidates, ChoiceSubject.SEEDED, ChoiceSubject.FIFO));
        }
        if (mode == Mode.FULL) {
            String tasks = "choice among tasks, n = 1,000";
            sources.add(choices(tasks, 1_000, ChoiceSubject.SEEDED_TASKS, ChoiceSubject.FIFO_TASKS));
            sources.add(diagnostics("a step in the trace", "step"));
            sources.add(diagnostics("a choice of 10 in the log", "choice"));
            sources.add(diagnostics("where a task is made, looked up", "siteLookedUp"));
            sources.add(diagnostics("where a task is made, believed", "siteBelieved"));
        }
        sources.add(program("schedule", ScheduleRates.class, List.of("3", "4"), List.of("5", "1")));
        sources.add(program(
                "echo",
                EchoBenchmark.class,
                List.of("1", "3", "50000", "1", "100"),
                List.of("3", "5", "200000", "1", "100", "1000")));
        sources.add(new Program(
                "memory:",
                MemoryBenchmark.class,
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:MarkSweepAlwaysCompactCount=1",
                        "-Xms1g",
                        "-Xmx1g"), // leaves no garbage
                List.of("1", "100000"),
                List.of("5", "100000")));
        sources.add(new Program(
                "memory: a million sleepers", MillionSleepers.class, List.of("-Xmx2g"), List.of(), List.of()));
        for (String operation : GROWTH) {
            sources.addAll(growth(operation, mode));
        }
        return sources;
    }

    private static Source choices(String row, int candidates, Subject seeded, Subject fifo) {
        return JmhRow.of(row, ChoiceBenchmark.class, "choose", seeded, fifo, ChoiceSubject.SWAP_REMOVE)
                .with("candidates", candidates);
    }

    private static Source diagnostics(String what, String method) {
        return JmhRow.of("diagnostics: " + what, DiagnosticsBenchmark.class, method, DiagnosticsSubject.values());
    }

    private static Source program(String name, Class<?> main, List<String> quick, List<String> full) {
        return new Program(name, main, List.of(), quick, full);
    }

    private static List<Source> growth(String operation, Mode mode) {
        List<Source> sources = new ArrayList<>();
        for (int count :
                mode == Mode.QUICK ? new int[] {10, 1_000, 100_000} : new int[] {10, 1_000, 100_000, 10_000_000}) {
            String heap = count <= 100_000 ? "2g" : operation.equals("TASKS") ? "18g" : "6g";
            if (Integer.parseInt(heap.substring(0, heap.length() - 1)) > memoryInGibibytes()) {
                System.err.println(
                        "left out: growth of " + operation + " to " + count + ", which takes a heap of " + heap);
                continue;
            }
            List<String> arguments = List.of(operation, Integer.toString(count), count <= 100_000 ? "3" : "1");
            sources.add(new Program(
                    String.format(
                            Locale.ROOT,
                            "growth: %s, n = %,d",
                            operation.toLowerCase(Locale.ROOT).replace('_', ' '),
                            count),
                    GrowthBenchmark.class,
                    List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+AlwaysPreTouch"),
                    arguments,
                    arguments));
        }
        return sources;
    }

    private static long memoryInGibibytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize() >> 30
                : Long.MAX_VALUE;
    }
}
