// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import dev.asyncloop.explore.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What to measure.
 *
 * @param programs parts of names of programs; all if empty
 * @param strategies by which strategies
 * @param roots from how many root seeds
 * @param cap how many orders at most from each
 * @param threads how many searches at once
 */
record Options(List<String> programs, List<Strategy> strategies, int roots, int cap, int threads) {

    /** Reads arguments such as {@code roots=20}; empty values mean the default. */
    static Options parse(String... arguments) {
        Options options = new Options(
                List.of(),
                List.of(
                        Strategy.PORTFOLIO,
                        Strategy.SURW,
                        Strategy.PCT,
                        Strategy.POS,
                        Strategy.RANDOM,
                        Strategy.URW,
                        Strategy.DELAYS,
                        Strategy.PREEMPTIONS),
                20,
                10_000,
                Runtime.getRuntime().availableProcessors());
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("Expected name=value and not \"" + argument + "\".");
            }
            String value = argument.substring(equals + 1).trim();
            if (!value.isEmpty()) {
                options = options.with(argument.substring(0, equals), value);
            }
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "programs" -> new Options(list(value), strategies, roots, cap, threads);
            case "strategies" -> new Options(programs, strategies(value), roots, cap, threads);
            case "roots" -> new Options(programs, strategies, Integer.parseInt(value), cap, threads);
            case "cap" -> new Options(programs, strategies, roots, Integer.parseInt(value), threads);
            case "threads" -> new Options(programs, strategies, roots, cap, Integer.parseInt(value));
            default ->
                throw new IllegalArgumentException(
                        "There is no option \"" + name + "\": use programs, strategies, roots, cap or threads.");
        };
    }

    private static List<String> list(String value) {
        return Arrays.asList(value.split("[, ]+"));
    }

    private static List<Strategy> strategies(String value) {
        List<Strategy> strategies = new ArrayList<>();
        for (String name : list(value)) {
            strategies.add(Strategy.valueOf(name.toUpperCase(Locale.ROOT)));
        }
        return strategies;
    }

    /** Returns the subjects to measure, in the order of the table. */
    List<Subject> subjects() {
        return Subjects.ALL.stream()
                .filter(subject -> programs.isEmpty()
                        || programs.stream().anyMatch(part -> subject.name().contains(part)))
                .toList();
    }
}
