// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.schedule.Schedule;
import dev.asyncloop.schedule.Trace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** One seed, one order: again and again, on every backend and JDK. */
class DeterminismTests {

    private static final int SEEDS = 10_000;
    private static final int SEEDS_ON_PLATFORM_THREADS = 300;
    private static final List<String> GOLDEN_SEEDS = List.of("fifo", "0x0", "0x1", "0x5eed", "0xffffffffffffffff");

    private static Trace trace(LoopBuilder builder) {
        try (Loop loop = builder.build()) {
            MixedProgram.run(loop);
            assertThat(loop.audit()).isEmpty();
            return loop.trace();
        }
    }

    @Test
    void trace_ofTheSameSeed_isTheSame() {
        boolean dear;
        try (Loop loop = Loop.create()) {
            dear = loop.fibreBackend() == FibreBackend.BATON
                    && Runtime.version().feature() < 21;
        }
        int seeds = dear ? SEEDS_ON_PLATFORM_THREADS : SEEDS;
        for (long seed = 0; seed < seeds; seed++) {
            Trace first = trace(Loop.builder().seed(seed));
            Trace second = trace(Loop.builder().seed(seed));
            assertThat(second.hash()).as("seed %d", seed).isEqualTo(first.hash());
            if (seed % 100 == 0) {
                assertThat(second).isEqualTo(first);
            }
        }
    }

    @Test
    void trace_ofDifferentSeeds_differs() {
        Set<Long> hashes = new LinkedHashSet<>();
        for (long seed = 0; seed < 10; seed++) {
            hashes.add(trace(Loop.builder().seed(seed)).hash());
        }
        assertThat(hashes).hasSize(10);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void trace_ofPinnedSeeds_isTheGoldenOne(FibreBackend backend) throws IOException {
        StringBuilder actual = new StringBuilder();
        for (String seed : GOLDEN_SEEDS) {
            Trace trace = trace(Loops.on(backend).seed(seed));
            actual.append("seed ")
                    .append(seed)
                    .append(", hash ")
                    .append(Long.toHexString(trace.hash()))
                    .append(", ")
                    .append(trace.choices())
                    .append(" choices\n")
                    .append(trace)
                    .append('\n');
        }
        assertThat(actual.toString()).isEqualTo(golden());
    }

    private static String golden() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(DeterminismTests.class.getResourceAsStream("mixed-program-traces.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void trace_ofManySeeds_isTheSameOnBothBackends() {
        for (long seed = 0; seed < 200; seed++) {
            Trace virtual = trace(Loops.on(FibreBackend.VIRTUAL_THREADS).seed(seed));
            Trace baton = trace(Loops.on(FibreBackend.BATON).seed(seed));
            assertThat(baton).as("seed %d", seed).isEqualTo(virtual);
        }
    }

    @Test
    void seedAndReplayToken_giveTheTraceAgain() {
        for (long number = 0; number < 100; number++) {
            Trace original;
            String seed;
            String token;
            try (Loop loop = Loop.builder().seed(number).build()) {
                MixedProgram.run(loop);
                original = loop.trace();
                seed = loop.seed();
                token = loop.replayToken();
            }
            assertThat(trace(Loop.builder().seed(seed))).isEqualTo(original);
            assertThat(trace(Loop.builder().seed(token))).isEqualTo(original);
            assertThat(Schedule.parse(token).text()).isEqualTo(token);
        }
    }
}
