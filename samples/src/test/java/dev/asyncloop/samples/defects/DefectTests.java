// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.defects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.Promise;
import dev.asyncloop.Task;
import dev.asyncloop.TaskCancelledException;
import dev.asyncloop.TaskGroupException;
import dev.asyncloop.Tasks;
import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.samples.testing.Exploring;
import dev.asyncloop.sync.AsyncCondition;
import dev.asyncloop.sync.AsyncLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each defect is found by its program, and the same program passes under 10,000 orders with what asyncloop has. */
class DefectTests {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    @ParameterizedTest
    @ValueSource(classes = {D1TestCase.class, D2TestCase.class, D3TestCase.class, D4TestCase.class, D5TestCase.class})
    void defect_is_found_and_its_seed_finds_it_again(Class<?> testCase) {
        Exploring.of(testCase).passesInFifoOrderAndFailsInAnother();
    }

    // ---- D1: the lost signal

    private static void assertSignalArrives(Loop loop, AsyncLock lock, Runnable await, Runnable signal) {
        Task<?> first = loop.spawn("first", () -> lock.withLock(await::run));
        loop.runUntilIdle();
        Task<?> second = loop.spawn("second", () -> lock.withLock(await::run));
        loop.runUntilIdle();
        loop.spawn("canceller", () -> first.cancel());
        loop.spawn("signaller", () -> lock.withLock(signal::run));
        loop.runUntilIdle();
        boolean arrived = !first.isCancelled() || second.isDone();
        second.cancel();
        loop.runUntilIdle();
        assertThat(arrived).as("the signal has reached somebody").isTrue();
    }

    @AsyncLoopTest(schedules = 10_000)
    void condition_passes_a_signal_on(Loop loop) {
        AsyncCondition condition = new AsyncCondition(loop, "condition");
        assertSignalArrives(loop, condition.lock(), condition::await, condition::signal);
    }

    static class D1TestCase {
        @AsyncLoopTest(schedules = 1_000)
        void broken(Loop loop) {
            AsyncLock lock = new AsyncLock(loop, "lock");
            BrokenCondition condition = new BrokenCondition(loop, lock);
            assertSignalArrives(loop, lock, condition::await, condition::signal);
        }
    }

    // ---- D2: the swallowed cancellation

    private static void assertCancelHolds(Loop loop, Function<Promise<String>, String> limited) {
        Promise<String> reply = loop.promise("reply");
        Task<String> client = loop.spawn("client", () -> limited.apply(reply));
        loop.runUntilIdle();
        boolean[] accepted = {false};
        loop.spawn("canceller", () -> accepted[0] = client.cancel());
        loop.spawn("server", () -> reply.tryComplete("reply"));
        loop.runUntilIdle();
        assertThat(client.isCancelled()).as("client is cancelled").isEqualTo(accepted[0]);
    }

    @AsyncLoopTest(schedules = 10_000)
    void timeout_does_not_swallow_a_cancellation(Loop loop) {
        assertCancelHolds(loop, reply -> loop.timeout(LIMIT, reply::await));
    }

    @AsyncLoopTest(schedules = 10_000)
    void wait_for_does_not_swallow_a_cancellation(Loop loop) {
        assertCancelHolds(loop, reply -> Tasks.waitFor(reply, LIMIT));
    }

    static class D2TestCase {
        @AsyncLoopTest(schedules = 1_000)
        void broken(Loop loop) {
            assertCancelHolds(loop, reply -> BrokenTimeout.waitFor(loop, LIMIT, reply::await));
        }
    }

    // ---- D3: the parent that survives

    private interface FailingGroup {
        void run(Promise<String> trigger);
    }

    private static void assertParentStops(Loop loop, FailingGroup group) {
        Promise<String> trigger = loop.promise("trigger");
        boolean[] accepted = {false};
        Task<?> parent = loop.spawn("parent", () -> {
            try {
                group.run(trigger);
            } catch (TaskGroupException e) {
                assertThat(e.failures()).isNotEmpty();
            }
            loop.yieldNow(); // where an open request must arrive
        });
        loop.runUntilIdle();
        loop.spawn("canceller", () -> accepted[0] = parent.cancel());
        loop.spawn("trigger", () -> trigger.tryComplete("now"));
        loop.runUntilIdle();
        assertThat(parent.isCancelled()).as("parent is cancelled").isEqualTo(accepted[0]);
    }

    private static void fail(Promise<String> trigger) {
        throw new IllegalStateException(trigger.await());
    }

    @AsyncLoopTest(schedules = 10_000)
    void group_does_not_forget_a_cancellation(Loop loop) {
        assertParentStops(
                loop,
                trigger -> loop.group(group -> {
                    group.spawn(() -> fail(trigger));
                    loop.sleep(LIMIT);
                }));
    }

    @AsyncLoopTest(schedules = 10_000)
    void group_at_its_end_does_not_forget_a_cancellation(Loop loop) {
        assertParentStops(loop, trigger -> loop.group(group -> group.spawn(() -> fail(trigger))));
    }

    static class D3TestCase {
        @AsyncLoopTest(schedules = 1_000)
        void broken(Loop loop) {
            assertParentStops(loop, trigger -> {
                BrokenGroup group = new BrokenGroup(loop);
                group.spawn(() -> fail(trigger));
                group.run(() -> loop.sleep(LIMIT));
            });
        }
    }

    // ---- D4: the request that was taken back

    private static void assertTakenBack(Loop loop, Runnable cancel, Runnable uncancel, Task<?> worker) {
        boolean[] takenBack = {false};
        boolean[] cancelled = {false};
        loop.spawn("impatient", () -> {
            cancel.run();
            cancelled[0] = true;
        });
        loop.spawn("patient", () -> {
            loop.yieldNow();
            if (cancelled[0] && !worker.isDone()) {
                uncancel.run();
                takenBack[0] = true;
            }
        });
        loop.runUntilIdle();
        assertThat(takenBack[0] && worker.isCancelled())
                .as("cancelled by a request that was taken back")
                .isFalse();
    }

    @AsyncLoopTest(schedules = 10_000)
    void uncancel_before_the_delivery_drops_the_request(Loop loop) {
        Task<?> worker = loop.spawn("worker", () -> loop.yieldNow());
        assertTakenBack(loop, worker::cancel, worker::uncancel, worker);
    }

    static class D4TestCase {
        @AsyncLoopTest(schedules = 1_000)
        void broken(Loop loop) {
            BrokenUncancel requests = new BrokenUncancel();
            Task<?> worker = loop.spawn("worker", () -> {
                loop.yieldNow();
                requests.checkpoint();
            });
            assertTakenBack(loop, requests::cancel, requests::uncancel, worker);
        }
    }

    // ---- D5: the late failure

    private static void assertFailureIsHeardOf(Loop loop, Function<Task<String>, Task<String>> shield) {
        List<Throwable> heard = new ArrayList<>();
        loop.setExceptionHandler((ignored, context) -> heard.add(context.exception()));
        Task<String> inner = loop.spawn("inner", () -> {
            loop.yieldNow();
            throw new IllegalStateException("late");
        });
        Task<?> client = loop.spawn("client", () -> {
            try {
                shield.apply(inner).await();
            } catch (TaskCancelledException e) {
                throw e;
            } catch (IllegalStateException e) {
                heard.add(e);
            }
        });
        loop.spawn("canceller", () -> {
            for (int i = 0; i < 2; i++) {
                loop.yieldNow();
            }
            if (!inner.isDone()) {
                client.cancel();
            }
        });
        loop.runUntilIdle();
        boolean leftToTheAudit =
                loop.audit().stream().anyMatch(fault -> fault.message().contains("late"));
        try {
            inner.await();
        } catch (IllegalStateException e) {
            assertThat(heard.size() + (leftToTheAudit ? 1 : 0))
                    .as("reports of the failure")
                    .isPositive();
        }
    }

    @AsyncLoopTest(schedules = 10_000)
    void shield_reports_a_late_failure(Loop loop) {
        assertFailureIsHeardOf(loop, loop::shield);
    }

    static class D5TestCase {
        @AsyncLoopTest(schedules = 1_000)
        void broken(Loop loop) {
            assertFailureIsHeardOf(loop, inner -> BrokenShield.shield(loop, inner));
        }
    }

    @Test
    void found_seed_names_the_defect() {
        assertThat(Exploring.of(D1TestCase.class).failure()).hasMessageContaining("the signal has reached somebody");
    }
}
