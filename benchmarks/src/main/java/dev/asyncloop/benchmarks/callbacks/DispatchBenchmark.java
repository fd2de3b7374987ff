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

/** To queue a callback and to run it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DispatchBenchmark {

    static final int CALLBACKS = 1_000;

    @Param
    public DispatchSubject subject = DispatchSubject.ASYNCLOOP;

    private Callbacks callbacks = new BareDeque();
    private long ran;

    @Setup(Level.Iteration)
    public void open() {
        callbacks = subject.create();
    }

    @TearDown(Level.Iteration)
    public void close() {
        callbacks.close();
    }

    /** Each queues the next. */
    @Benchmark
    @OperationsPerInvocation(CALLBACKS)
    public long chain() {
        callbacks.callSoon(new Chain(CALLBACKS));
        callbacks.run();
        return ran;
    }

    /** One queues all the others. */
    @Benchmark
    @OperationsPerInvocation(CALLBACKS)
    public long batch() {
        Runnable one = () -> ran++;
        callbacks.callSoon(() -> {
            for (int i = 0; i < CALLBACKS; i++) {
                callbacks.callSoon(one);
            }
        });
        callbacks.run();
        return ran;
    }

    private final class Chain implements Runnable {

        private int left;

        Chain(int length) {
            left = length;
        }

        @Override
        public void run() {
            ran++;
            if (--left > 0) {
                callbacks.callSoon(this);
            }
        }
    }
}
