// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.choice;

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

/** To choose the next step among many, to run it, and to have it among them again. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChoiceBenchmark {

    static final int STEPS = 10_000;

    @Param
    public ChoiceSubject subject = ChoiceSubject.SEEDED;

    @Param("1000")
    public int candidates = 1;

    private Steps steps = new SwapRemove(1);

    @Setup(Level.Iteration)
    public void open() {
        steps = subject.create(candidates);
    }

    @TearDown(Level.Iteration)
    public void close() {
        steps.close();
    }

    @Benchmark
    @OperationsPerInvocation(STEPS)
    public long choose() {
        return steps.run(STEPS);
    }
}
