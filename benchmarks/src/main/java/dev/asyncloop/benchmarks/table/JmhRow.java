// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A row that JMH measures: one benchmark method with each of some subjects.
 *
 * @param name the row
 * @param benchmark the class of the method
 * @param method the method
 * @param subjects the constants, one of which each JVM is given
 * @param parameters other parameters
 */
record JmhRow(
        String name,
        Class<?> benchmark,
        String method,
        List<? extends Subject> subjects,
        Map<String, String> parameters)
        implements Source {

    private static final List<String> JVM = new ArrayList<>(
            List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED", "-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"));

    static {
        if (Runtime.version().feature() >= 23) {
            JVM.add("--sun-misc-unsafe-memory-access=allow"); // JMH's
        }
    }

    /** Makes a row without other parameters. */
    static JmhRow of(String name, Class<?> benchmark, String method, Subject... subjects) {
        return new JmhRow(name, benchmark, method, Arrays.asList(subjects), Map.of());
    }

    /** Returns this row with one more parameter. */
    JmhRow with(String parameter, int value) {
        Map<String, String> more = new TreeMap<>(parameters);
        more.put(parameter, Integer.toString(value));
        return new JmhRow(name, benchmark, method, subjects, more);
    }

    @Override
    public List<Sample> measure(Mode mode) throws RunnerException {
        List<Sample> samples = new ArrayList<>();
        for (int round = 0; round < mode.jvms; round++) {
            for (Subject subject : subjects) {
                List<Double> nanos = run(mode, subject);
                if (mode.jvms > 1) { // a JVM is a round
                    nanos = List.of(Spread.of(nanos).median());
                }
                nanos.forEach(one -> samples.add(new Sample(name, subject.title(), "ns", one)));
            }
        }
        return samples;
    }

    /** Runs a JVM; returns the figures of its iterations. */
    private List<Double> run(Mode mode, Subject subject) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + benchmark.getName().replace(".", "\\.") + "\\." + method + "$")
                .param("subject", subject.name())
                .forks(1)
                .jvmArgsAppend(JVM.toArray(String[]::new))
                .warmupIterations(mode.warmUps)
                .warmupTime(mode.warmUpTime)
                .measurementIterations(mode.iterations)
                .measurementTime(mode.iterationTime)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        parameters.forEach(options::param);
        List<Double> figures = new ArrayList<>();
        for (RunResult run : new Runner(options.build()).run()) {
            for (BenchmarkResult fork : run.getBenchmarkResults()) {
                for (IterationResult iteration : fork.getIterationResults()) {
                    figures.add(iteration.getPrimaryResult().getScore());
                }
            }
        }
        return figures;
    }
}
