// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit.awaitility;

import static dev.asyncloop.junit.assertj.LoopAssertions.assertThat;
import static dev.asyncloop.junit.awaitility.VirtualAwaitility.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualAwaitilityTests {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Loop loop = Loop.create();

    @AfterEach
    void close() {
        loop.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fifo", "0x1", "0x2", "0x5eed", "0xffffffffffffffff"})
    void await_outsideOfTasks_drivesTheLoopForAnHour(String seed) {
        try (Loop seeded = Loop.builder().seed(seed).build()) {
            Task<Integer> task = answerAfterAnHour(seeded);
            await(seeded).atMost(HOUR).until(task::isDone);
            assertThat(task).hasResult(42);
            assertThat(seeded).isAt(HOUR).isIdle();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fifo", "0x1", "0x2", "0x5eed", "0xffffffffffffffff"})
    void await_inATask_suspendsItForAnHour(String seed) {
        try (Loop seeded = Loop.builder().seed(seed).build()) {
            seeded.run(() -> {
                Task<Integer> task = answerAfterAnHour(seeded);
                await(seeded, "the answer")
                        .atMost(HOUR.plusSeconds(10))
                        .untilAsserted(() -> assertThat(task).hasResult(42));
                assertThat(seeded.clock().elapsed()).isBetween(HOUR, HOUR.plusSeconds(10));
            });
            assertThat(seeded).isIdle().hasNoFaults();
        }
    }

    private static Task<Integer> answerAfterAnHour(Loop loop) {
        return loop.spawn(() -> {
            for (int second = 0; second < 3_600; second++) {
                loop.sleep(Duration.ofSeconds(1));
            }
            return 42;
        });
    }

    @Test
    void await_sameSeed_givesTheSameOrder() {
        List<Long> hashes = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            try (Loop seeded = Loop.builder().seed("0x5eed").build()) {
                AtomicInteger done = new AtomicInteger();
                for (int i = 0; i < 3; i++) {
                    seeded.spawn(() -> {
                        await(seeded).pollInterval(Duration.ofMillis(1)).until(() -> done.get() > 0);
                        done.incrementAndGet();
                    });
                }
                seeded.callLater(Duration.ofMillis(20), done::incrementAndGet);
                await(seeded).until(() -> done.get() == 4);
                hashes.add(seeded.trace().hash());
            }
        }
        assertThat(hashes.get(0)).isEqualTo(hashes.get(1));
    }

    @Test
    void defaultPolls_overTime_growAtRoundTimes() {
        List<Duration> polls = new ArrayList<>();
        loop.advance(Duration.ofNanos(123));
        await(loop).atMost(HOUR).until(() -> {
            polls.add(loop.clock().elapsed().minusNanos(123));
            return loop.clock().elapsed().compareTo(HOUR) >= 0;
        });
        assertThat(polls).startsWith(Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(2));
        assertThat(polls).contains(Duration.ofMillis(1_010), Duration.ofMillis(10_100), Duration.ofSeconds(101));
        assertThat(polls).doesNotContain(Duration.ofMillis(1_001), Duration.ofMillis(10_010));
        assertThat(polls).hasSize(3_961).endsWith(HOUR);
    }

    @Test
    void pollDelayAndInterval_given_decideWhenItPolls() {
        List<Duration> polls = new ArrayList<>();
        await(loop)
                .pollDelay(Duration.ofSeconds(2))
                .pollInterval(Duration.ofSeconds(3))
                .until(() -> {
                    polls.add(loop.clock().elapsed());
                    return polls.size() == 3;
                });
        assertThat(polls).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(8));
    }

    @Test
    void firstPoll_withoutDelay_comesAfterWhatIsReady() {
        Task<Integer> task = loop.spawn(() -> 42);
        await(loop).until(task::isDone);
        assertThat(loop).isAt(Duration.ZERO);
    }

    @Test
    void atMost_conditionTrueAtThatInstant_isEnough() {
        Task<?> task = loop.spawn(() -> loop.sleep(Duration.ofSeconds(10)));
        await(loop)
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofSeconds(7))
                .until(task::isDone);
        assertThat(loop).isAt(Duration.ofSeconds(10));
    }

    @Test
    void until_supplierAndPredicate_returnsTheValue() {
        AtomicInteger counter = new AtomicInteger();
        loop.spawnBackground("counter", () -> {
            while (true) {
                loop.sleep(Duration.ofSeconds(1));
                counter.incrementAndGet();
            }
        });
        Integer value = await(loop).until(counter::get, number -> number >= 3);
        assertThat(value).isEqualTo(3);
        assertThat(loop).isAt(Duration.ofSeconds(3));
    }

    @Test
    void during_conditionThatBreaks_startsAnew() {
        Loop one = loop;
        await(one).during(Duration.ofSeconds(2)).until(() -> {
            long seconds = one.clock().elapsed().toSeconds();
            return seconds >= 1 && seconds != 2;
        });
        assertThat(one).isAt(Duration.ofSeconds(5));
    }

    @Test
    void await_inACondition_isPartOfTheWait() {
        Task<?> inner = loop.spawn(() -> loop.sleep(Duration.ofSeconds(1)));
        Task<?> outer = loop.spawn(() -> loop.sleep(Duration.ofSeconds(2)));
        await(loop).until(() -> {
            await(loop).until(inner::isDone);
            return outer.isDone();
        });
        assertThat(loop).isAt(Duration.ofSeconds(2));
    }

    @Test
    void settings_areImmutable_eachGivesANewDescription() {
        VirtualConditionFactory base = await(loop).pollInterval(Duration.ofSeconds(1));
        VirtualConditionFactory longer = base.atMost(HOUR);
        assertThat(longer).isNotSameAs(base);
        longer.until(() -> loop.clock().elapsed().toSeconds() >= 60);
        base.until(() -> loop.clock().elapsed().toSeconds() >= 65);
        assertThat(loop).isAt(Duration.ofSeconds(65));
    }

    @Test
    void awaitilitysOwnDefaults_haveNoEffect() {
        try {
            Awaitility.setDefaultTimeout(1, TimeUnit.NANOSECONDS);
            Awaitility.setDefaultPollDelay(1, TimeUnit.HOURS);
            Awaitility.setDefaultPollInterval(1, TimeUnit.HOURS);
            Task<?> task = loop.spawn(() -> loop.sleep(Duration.ofSeconds(9)));
            await(loop).until(task::isDone);
            assertThat(loop).isAt(Duration.ofSeconds(9));
        } finally {
            Awaitility.reset();
        }
    }

    @Test
    void uncaughtExceptionHandler_setDuringTheWait_isLeftAlone() {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.UncaughtExceptionHandler mine = (thread, exception) -> {};
        try {
            await(loop).until(() -> {
                Thread.setDefaultUncaughtExceptionHandler(mine);
                return true;
            });
            assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(mine);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void condition_whereverItIsAwaited_runsOnTheCallingThread() {
        Thread caller = Thread.currentThread();
        await(loop).until(() -> Thread.currentThread() == caller);
        loop.run(() -> {
            Thread fibre = Thread.currentThread();
            await(loop).until(() -> Thread.currentThread() == fibre);
        });
    }
}
