// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.budget;

import static java.util.Objects.requireNonNull;

import dev.asyncloop.schedule.Trace;
import java.util.EnumMap;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What one operation costs.
 *
 * @param bytes how many it allocates
 * @param steps how many steps the loop makes
 * @param choices how many choices among several
 */
record Cost(double bytes, double steps, double choices) {

    /** Measures all paths, in a JVM each. */
    static Map<HotPath, Cost> measure() throws RunnerException {
        System.setProperty("jmh.ignoreLock", "true"); // no time is measured, so others may run too
        Options options = new OptionsBuilder()
                .include(HotPathBenchmark.class.getName())
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        Map<HotPath, Cost> costs = new EnumMap<>(HotPath.class);
        for (RunResult result : new Runner(options).run()) {
            HotPath path = HotPath.valueOf(result.getParams().getParam("path"));
            Result<?> bytes = requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"));
            costs.put(path, of(path, bytes.getStatistics().getMin()));
        }
        return costs;
    }

    private static Cost of(HotPath path, double bytes) {
        long[] sums = new long[2];
        path.run(loop -> {
            Trace trace = loop.trace();
            sums[0] += trace.steps();
            sums[1] += trace.choices();
        });
        double operations = path.operations;
        return new Cost(bytes / operations, sums[0] / operations, sums[1] / operations);
    }
}
