// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** How the tests of this package run a body under a loop. */
final class Runs {

    private Runs() {}

    /** What a body has seen, and the order in which its steps ran. */
    record Seen(List<String> lines, long order) {}

    static Seen once(long seed, Callable<List<String>> body) {
        try (Loop loop = Loop.builder().seed(seed).build()) {
            List<String> lines = loop.run(body);
            assertThat(loop.audit()).isEmpty();
            return new Seen(lines, loop.trace().hash());
        }
    }

    /** Runs a body twice under each of some seeds; it has to see the same, in the same order, and under all seeds what is expected. */
    static void twice(int seeds, Callable<List<String>> body, String... expected) {
        for (long seed = 1; seed <= seeds; seed++) {
            Seen first = once(seed, body);
            assertThat(first.lines()).as("seed %d", seed).containsExactly(expected);
            assertThat(once(seed, body)).as("seed %d again", seed).isEqualTo(first);
        }
    }

    static long secondsSince(long began) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
    }
}
