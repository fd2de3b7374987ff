// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.tasks;

import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.TearDown;

/** To leave a task and to come to the next, and to start and end one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TaskBenchmark {

    static final int SWITCHES = 10_000;
    static final int TASKS = 1_000;

    @Param
    public TaskSubject subject = TaskSubject.ASYNCLOOP;

    private TaskRuns tasks = new CoroutineTasks();

    @Setup(Level.Iteration)
    public void open() {
        tasks = subject.create();
    }

    @TearDown(Level.Iteration)
    public void close() {
        tasks.close();
    }

    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    public long yieldNow() {
        return tasks.yieldNow(SWITCHES);
    }

    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    public long sleep() {
        return tasks.sleep(SWITCHES);
    }

    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    public long handOver() {
        return tasks.handOver(SWITCHES);
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public long spawn() {
        return tasks.spawn(TASKS);
    }
}
