// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.benchmarks.table.PerformanceTable;
import dev.asyncloop.schedule.ChoiceLog;
import dev.asyncloop.schedule.StepKind;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What is always on, each by itself; in the package of what it measures, for nobody else may see that. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DiagnosticsBenchmark {

    static final int CHOICES = 10_000;
    private static final int CANDIDATES = 10;
    private static final int TRACE_CAPACITY = 1_024;

    @Param
    public DiagnosticsSubject subject = DiagnosticsSubject.ASYNCLOOP;

    private final Values candidates = Values.alike(CANDIDATES, 1, 1, 0);
    private final SpawnSites sites = new SpawnSites();
    private TraceLog trace = new TraceLog(TRACE_CAPACITY);
    private long step;

    @Setup(Level.Iteration)
    public void open() {
        trace = new TraceLog(TRACE_CAPACITY);
    }

    /** A step goes into the trace. */
    @Benchmark
    public long step() {
        trace.record(++step & 7, StepKind.RESUME, CANDIDATES, 1, step);
        return trace.hash();
    }

    /** A choice among ten goes into the log, from which a replay token is made. */
    @Benchmark
    @OperationsPerInvocation(CHOICES)
    public long choice() {
        ChoiceLog log = new ChoiceLog(1, 0);
        for (int i = 0; i < CHOICES; i++) {
            log.add(CANDIDATES, i % CANDIDATES, candidates);
        }
        return log.count();
    }

    /** The line that makes a task is looked up, on a stack as deep as JMH's. */
    @Benchmark
    public @Nullable Object siteLookedUp() {
        return Sites.caller();
    }

    /** The line that makes a promise is believed to be the one of those before. */
    @Benchmark
    public @Nullable Object siteBelieved() {
        return sites.ofPromise(PerformanceTable.class, "answer");
    }
}
