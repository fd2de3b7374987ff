// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.FibreBackend;
import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.TaskCancelledException;
import dev.asyncloop.explore.Strategy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The messages of failures, word by word: they are a part of the API. */
class GoldenTests {

    private static Throwable failure(Class<?> testCase, FibreBackend fibres) {
        return Kit.failure(testCase, ConfigurationKeys.FIBRES, fibres.name());
    }

    static class AssertionTestCase {
        @AsyncLoopTest(schedules = 50, strategy = Strategy.RANDOM)
        void seat_is_booked_once(Loop loop) {
            List<String> owners = new ArrayList<>();
            Task<?> alice = loop.spawn("alice", () -> book(loop, owners, "alice"));
            Task<?> bob = loop.spawn("bob", () -> book(loop, owners, "bob"));
            alice.await();
            bob.await();
            assertThat(owners).containsExactly("alice");
        }

        private static void book(Loop loop, List<String> owners, String who) {
            if (who.equals("bob")) {
                loop.yieldNow();
            }
            boolean free = owners.isEmpty();
            loop.trace(who + " sees " + (free ? "a free seat" : "a taken seat"));
            if (free) {
                owners.add(who);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "BATON"})
    void assertion_under_a_seeded_order(FibreBackend fibres) throws IOException {
        Golden.check("assertion", failure(AssertionTestCase.class, fibres));
    }

    static class ShrunkTestCase {
        @AsyncLoopTest(schedules = 500, strategy = Strategy.RANDOM, timerSlack = "5ms")
        void message_goes_through_an_open_connection(Loop loop) {
            boolean[] open = {true};
            for (String name : List.of("ping", "pong")) {
                loop.spawn(name, () -> {
                    for (int i = 0; i < 4; i++) {
                        loop.yieldNow();
                    }
                });
            }
            loop.spawn("server", () -> {
                for (int i = 0; i < 3; i++) {
                    loop.yieldNow();
                }
                loop.trace("closes the connection");
                open[0] = false;
            });
            Task<?> client = loop.spawn("client", () -> {
                if (open[0]) {
                    loop.trace("finds it open");
                    loop.yieldNow();
                    assertThat(open[0]).as("still open").isTrue();
                }
            });
            client.await();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "BATON"})
    void shrunk_order(FibreBackend fibres) throws IOException {
        Golden.check("shrunk", failure(ShrunkTestCase.class, fibres));
    }

    static class DeadlockTestCase {
        @AsyncLoopTest
        void accounts_are_locked_in_two_orders(Loop loop) {
            List<Task<?>> tasks = new ArrayList<>();
            tasks.add(loop.spawn("alice", () -> tasks.get(1).await()));
            tasks.add(loop.spawn("bob", () -> tasks.get(0).await()));
            tasks.get(0).await();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "BATON"})
    void deadlock(FibreBackend fibres) throws IOException {
        Golden.check("deadlock", failure(DeadlockTestCase.class, fibres));
    }

    static class LeakTestCase {
        @AsyncLoopTest
        void poller_is_left_behind(Loop loop) {
            loop.spawn("poller", () -> {
                while (true) {
                    loop.sleep(Duration.ofSeconds(10));
                }
            });
            loop.advance(Duration.ofMinutes(1));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "BATON"})
    void leaked_task(FibreBackend fibres) throws IOException {
        Golden.check("leaked-task", failure(LeakTestCase.class, fibres));
    }

    static class SwallowedTestCase {
        @AsyncLoopTest
        void worker_swallows_its_cancellation(Loop loop) {
            Task<?> worker = loop.spawn("worker", () -> {
                try {
                    loop.sleep(Duration.ofHours(1));
                } catch (TaskCancelledException e) {
                    loop.trace("never mind");
                }
            });
            loop.advance(Duration.ofMinutes(1));
            worker.cancel("no longer needed");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "BATON"})
    void swallowed_cancellation(FibreBackend fibres) throws IOException {
        Golden.check("swallowed-cancellation", failure(SwallowedTestCase.class, fibres));
    }

    static class LivelockTestCase {
        @AsyncLoopTest(maxStepsPerInstant = 1_000)
        void reader_spins(Loop loop) {
            boolean[] ready = {false};
            loop.spawn("writer", () -> {
                loop.sleep(Duration.ofSeconds(1));
                ready[0] = true;
            });
            Task<?> reader = loop.spawn("reader", () -> {
                while (!ready[0]) {
                    loop.yieldNow();
                }
            });
            reader.await();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "BATON"})
    void livelock(FibreBackend fibres) throws IOException {
        Golden.check("livelock", failure(LivelockTestCase.class, fibres));
    }

    static class BeyondControlTestCase {
        @AsyncLoopTest
        void answer_is_wrong(Loop loop) {
            Task<String> answer = loop.runInExecutor(() -> "41");
            assertThat(answer.await()).isEqualTo("42");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "BATON"})
    void beyond_control(FibreBackend fibres) throws IOException {
        Golden.check("beyond-control", failure(BeyondControlTestCase.class, fibres));
    }

    static class TimeoutTestCase {
        @AsyncLoopTest
        @Timeout(value = 300, unit = TimeUnit.MILLISECONDS)
        void answer_never_comes(Loop loop) throws Exception {
            loop.spawn("client", () -> loop.sleep(Duration.ofMinutes(1)));
            loop.runUntilIdle();
            new CompletableFuture<String>().get();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "BATON"})
    void timeout(FibreBackend fibres) throws IOException {
        Golden.check("timeout", failure(TimeoutTestCase.class, fibres));
    }

    static class BesideTestTestCase {
        @Test
        @AsyncLoopTest
        @SuppressWarnings("JUnitMethodDeclaration")
        void twice() {}
    }

    @Test
    void misuse_test_beside() throws IOException {
        Golden.check(
                "misuse-test-beside",
                Kit.failures(Kit.run(BesideTestTestCase.class)).get(0));
    }

    static class MalformedSeedTestCase {
        @AsyncLoopTest(seed = "seed 5")
        void malformed() {}
    }

    @Test
    void misuse_seed() throws IOException {
        Golden.check("misuse-seed", Kit.failure(MalformedSeedTestCase.class));
    }

    static class MalformedDurationTestCase {
        @AsyncLoopTest(realTimeLimit = "soon")
        void malformed() {}
    }

    @Test
    void misuse_duration() throws IOException {
        Golden.check("misuse-duration", Kit.failure(MalformedDurationTestCase.class));
    }
}
