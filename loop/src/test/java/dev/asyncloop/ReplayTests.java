// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.asyncloop.schedule.Schedule;
import dev.asyncloop.schedule.Seeds;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeds and tokens as texts: what they mean for ever, and what is said about wrong ones. */
class ReplayTests {

    private static void yielders(Loop loop, int tasks) {
        for (int i = 0; i < tasks; i++) {
            loop.spawn("t" + i, () -> {
                loop.yieldNow();
                loop.yieldNow();
            });
        }
        loop.runUntilIdle();
    }

    private static String token(int tasks) {
        try (Loop loop = Loop.builder().seed(7).build()) {
            yielders(loop, tasks);
            return loop.replayToken();
        }
    }

    @Test
    void token_pinned_isWhatItWas() {
        assertThat(token(3)).isEqualTo("r2.BwgAAAAA1hfIQ2vNK90AAgABAAEAAQABAQEAAWqKCTk");
    }

    @Test
    void token_ofAnotherProgram_isStale() {
        String token = token(4);
        for (int tasks : List.of(2, 3, 5)) {
            try (Loop loop = Loop.builder().seed(token).build()) {
                yielders(loop, tasks);
                assertThat(loop.audit()).singleElement().satisfies(fault -> {
                    assertThat(fault.kind()).isEqualTo(FaultKind.STALE_REPLAY);
                    assertThat(fault.message()).contains("does not fit this run", "changed since it was printed");
                    assertThat(fault.subject()).isEqualTo(token);
                });
            }
        }
        try (Loop loop = Loop.builder().seed(token).build()) {
            yielders(loop, 4);
            assertThat(loop.audit()).isEmpty();
        }
    }

    /** Two tasks that yield; the second one spawns another after some yields. */
    private static void spawnAfter(Loop loop, int yields) {
        for (int i = 0; i < 2; i++) {
            boolean spawns = i == 1;
            loop.spawn(() -> {
                for (int j = 0; j < 10; j++) {
                    if (spawns && j == yields) {
                        loop.spawn(() -> {});
                    }
                    loop.yieldNow();
                }
            });
        }
        loop.runUntilIdle();
    }

    @Test
    void token_ofChangedCode_isStaleAtTheFirstChoiceThatDiffers() {
        String token;
        try (Loop loop = Loop.create()) {
            spawnAfter(loop, 10);
            token = loop.replayToken();
        }
        for (int yields = 0; yields < 9; yields++) {
            try (Loop loop = Loop.builder().seed(token).build()) {
                spawnAfter(loop, yields);
                int first =
                        2 * yields + 3; // FIFO: one choice for each yield of either; the next one has three candidates
                assertThat(loop.audit())
                        .singleElement()
                        .extracting(Fault::message, STRING)
                        .satisfies(message ->
                                assertThat(message).containsPattern("choice (" + first + "|" + (first + 1) + ") of "));
            }
        }
    }

    @Test
    void token_ofALongRun_isStaleInTheStretchThatDiffers() {
        String token;
        try (Loop loop = Loop.builder().seed(11).build()) {
            longRun(loop, -1);
            token = loop.replayToken();
        }
        assertThat(token.length()).as("a bounded number of checks").isLessThan(2_000);
        try (Loop loop = Loop.builder().seed(token).build()) {
            longRun(loop, -1);
            assertThat(loop.audit()).isEmpty();
        }
        try (Loop loop = Loop.builder().seed(token).build()) {
            longRun(loop, 250);
            assertThat(loop.audit())
                    .singleElement()
                    .extracting(Fault::message, STRING)
                    .contains("one of the choices ");
        }
    }

    private static void longRun(Loop loop, int spawnsAt) {
        for (int i = 0; i < 2; i++) {
            loop.spawn(() -> {
                for (int j = 0; j < 500; j++) {
                    if (j == spawnsAt) {
                        loop.spawn(() -> {});
                    }
                    loop.yieldNow();
                }
            });
        }
        loop.runUntilIdle();
    }

    @Test
    void token_damagedAnywhere_isRefused() {
        String token = token(3);
        for (int i = 3; i < token.length(); i++) {
            char other = token.charAt(i) == 'a' ? 'b' : 'a';
            String damaged = token.substring(0, i) + other + token.substring(i + 1);
            assertThatIllegalArgumentException()
                    .as(damaged)
                    .isThrownBy(() -> Schedule.parse(damaged))
                    .withMessageContaining("is damaged")
                    .withMessageContaining("Copy it again");
        }
        for (int i = 3; i < token.length(); i++) {
            String cut = token.substring(0, i);
            assertThatIllegalArgumentException().as(cut).isThrownBy(() -> Schedule.parse(cut));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r2.",
                "r2..",
                "r2.AA",
                "r2.AAAAAAAA",
                "r2.AAAA.xyz",
                "r2.A!00000000",
                "r2.AAAAAAAAAAAAAAAAAAAAAAA="
            })
    void token_thatIsNone_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.parse(text))
                .withMessageContaining("is damaged");
    }

    @Test
    void token_ofAnotherVersion_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.parse("r1." + token(3).substring(3)))
                .withMessageContaining("another version")
                .withMessageContaining("another release of asyncloop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "seed", "0x", "0x12345678123456789", "1.5", "fifo!"})
    void seed_thatIsNone_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Loop.builder().seed(text))
                .withMessageContaining("is no seed");
    }

    @Test
    void seed_inEveryWriting_isTheSame() {
        assertThat(Schedule.parse(" 0x5EED ")).isEqualTo(Schedule.random(0x5eed));
        assertThat(Schedule.parse("24301")).isEqualTo(Schedule.random(0x5eed));
        assertThat(Schedule.parse("-1").text()).isEqualTo("0xffffffffffffffff");
        assertThat(Schedule.parse("FIFO").text()).isEqualTo("fifo");
        assertThat(Schedule.parse("0xffff_ffff_ffff_ffff")).isEqualTo(Schedule.random(-1));
    }

    @Test
    void seeds_derived_arePinned() {
        assertThat(List.of(Seeds.nth(0, 0), Seeds.nth(0, 1), Seeds.nth(0x5eed, 1), Seeds.nth(0x5eed, 2)))
                .isEqualTo(List.of(0L, -5957183380564808212L, -3296348265883942952L, -188300576272916325L));
        assertThat(Seeds.ofName("com.example.BookingTests#books()")).isEqualTo(-3217395291423713364L);
    }

    @Test
    void random_ofASeed_isPinned() {
        try (Loop loop = Loop.builder().seed("0x5eed").build()) {
            RandomGenerator random = loop.random();
            assertThat(loop.random()).isSameAs(random);
            assertThat(List.of(random.nextLong(), random.nextLong(), random.nextLong()))
                    .isEqualTo(List.of(-3570580753991263142L, 458457686580495845L, -6099437769735366806L));
            assertThat(List.of(random.nextInt(), random.nextInt(10), random.nextInt(5, 8)))
                    .isEqualTo(List.of(1480108567, 6, 5));
            assertThat(random.nextDouble()).isEqualTo(0.5340345987739816);
            assertThat(random.nextBoolean()).isEqualTo(true);
        }
    }

    @Test
    void randomWalk_choices_arePinned() {
        StringBuilder choices = new StringBuilder();
        var source = Schedule.random(0x5eed).newSource();
        var unused = new dev.asyncloop.schedule.Candidates() {
            @Override
            public int size() {
                return 10;
            }

            @Override
            public long actor(int index) {
                return 0;
            }

            @Override
            public dev.asyncloop.schedule.StepKind kind(int index) {
                return dev.asyncloop.schedule.StepKind.START;
            }
        };
        for (int i = 0; i < 32; i++) {
            choices.append(source.choose(10, unused));
        }
        assertThat(choices.toString()).isEqualTo("07607236985834457011215560814106");
    }
}
