// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.budget;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Does as many operations in each iteration on every machine, in a JVM that allocates what the code says: the compiler
 * that could leave an object out, where it has seen enough, is not used, and the other one does not work in the background.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Fork(
        value = 1,
        jvmArgs = {
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow", // JMH's
            "-XX:TieredStopAtLevel=1",
            "-Xbatch",
            "-XX:+UseSerialGC",
            "-Xmx256m"
        })
@Warmup(iterations = 3)
@Measurement(iterations = 3)
public class HotPathBenchmark {

    @Param
    HotPath path = HotPath.DISPATCH_CHAIN;

    /** Runs the path. */
    @Benchmark
    public void run() {
        path.run(loop -> {});
    }
}
