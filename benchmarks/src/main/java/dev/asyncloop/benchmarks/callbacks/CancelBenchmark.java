// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.callbacks;

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

/** To arm a timer and to cancel it, among a hundred thousand. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CancelBenchmark {

    @Param
    public CancelSubject subject = CancelSubject.ASYNCLOOP;

    private Timers timers = new LongHeap();
    private TimerWork work = new TimerWork(timers, 1, 1);

    @Setup(Level.Iteration)
    public void open() {
        timers = subject.create();
        work = new TimerWork(timers, subject.timers(), TimerWork.TIMERS);
    }

    @TearDown(Level.Iteration)
    public void close() {
        timers.close();
    }

    @Benchmark
    @OperationsPerInvocation(TimerWork.TIMERS)
    public long cancel() {
        return work.cancel();
    }
}
