// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.Loops.millis;
import static dev.asyncloop.Loops.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A lot of everything, in the small heap that the build gives to tests. */
class VolumeTests {

    /** Platform threads are dear, so that there are fewer of them; a baton of virtual threads is merely slower. */
    private static int tasks(FibreBackend backend) {
        return backend == FibreBackend.VIRTUAL_THREADS
                ? 100_000
                : Runtime.version().feature() < 21 ? 500 : 20_000;
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void tasks_thatSleepAtRandom_allEnd(FibreBackend backend) {
        int tasks = tasks(backend);
        int[] ended = new int[1];
        try (Loop loop = Loops.on(backend).seed(1).build()) {
            for (int i = 0; i < tasks; i++) {
                loop.spawn(() -> {
                    loop.sleep(millis(loop.random().nextInt(1_000_000)));
                    ended[0]++;
                });
            }
            loop.advanceUntilIdle();
            assertThat(ended[0]).isEqualTo(tasks);
            assertThat(loop.audit()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void sleepers_whenTheLoopCloses_areAllCancelled(FibreBackend backend) {
        int tasks = tasks(backend) / 10;
        int[] ended = new int[1];
        try (Loop loop = Loops.on(backend).build()) {
            for (int i = 0; i < tasks; i++) {
                loop.spawn(() -> {
                    try {
                        loop.sleep(seconds(1_000));
                    } finally {
                        ended[0]++;
                    }
                });
            }
            loop.runUntilIdle();
        }
        assertThat(ended[0]).isEqualTo(tasks);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void waiters_ofOneTask_allWake(FibreBackend backend) {
        int tasks = tasks(backend) / 10;
        int[] ended = new int[1];
        try (Loop loop = Loops.on(backend).seed(2).build()) {
            Task<?> gate = loop.spawn(() -> loop.sleep(seconds(1)));
            for (int i = 0; i < tasks; i++) {
                loop.spawn(() -> {
                    gate.await();
                    ended[0]++;
                });
            }
            loop.advanceUntilIdle();
            assertThat(ended[0]).isEqualTo(tasks);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "AUTO")
    void callbacks_aMillion_allRun(FibreBackend backend) {
        for (String seed : new String[] {"fifo", "1"}) {
            int[] ran = new int[1];
            try (Loop loop = Loop.builder().fibres(backend).seed(seed).build()) {
                for (int i = 0; i < 1_000_000; i++) {
                    loop.callSoon(() -> ran[0]++);
                }
                loop.runUntilIdle();
                assertThat(ran[0]).isEqualTo(1_000_000);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "AUTO")
    void periodicTimer_forAnHour_runsEveryMillisecond(FibreBackend backend) {
        int[] ran = new int[1];
        try (Loop loop = Loop.builder().fibres(backend).seed(3).build()) {
            Runnable[] tick = new Runnable[1];
            tick[0] = () -> {
                ran[0]++;
                loop.callLater(millis(1), tick[0]);
            };
            loop.callLater(millis(1), tick[0]);
            loop.advance(seconds(3_600));
            assertThat(ran[0]).isEqualTo(3_600_000);
            assertThat(loop.timerCount()).isEqualTo(1);
        }
    }
}
