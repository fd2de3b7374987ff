// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.asyncloop.schedule.Points;
import dev.asyncloop.schedule.Schedule;
import dev.asyncloop.schedule.StepKind;
import dev.asyncloop.schedule.Trace;
import dev.asyncloop.sync.AsyncLock;
import dev.asyncloop.sync.Cell;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PointTests {

    private static final int SEEDS = 200;

    private static LoopBuilder sync() {
        return Loop.builder().points(Points.SYNC);
    }

    private static int lostUpdates(boolean atomic) {
        int lost = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            try (Loop loop = Loop.builder().seed(seed).build()) {
                Cell<Integer> counter = new Cell<>(loop, 0);
                loop.run(() -> {
                    try (TaskGroup group = loop.group()) {
                        for (int i = 0; i < 2; i++) {
                            group.spawn(() -> {
                                if (atomic) {
                                    counter.update(now -> now + 1);
                                } else {
                                    counter.set(counter.get() + 1);
                                }
                            });
                        }
                    }
                });
                assertThat(loop.audit()).isEmpty();
                lost += counter.get() == 2 ? 0 : 1;
            }
        }
        return lost;
    }

    @Test
    void cell_readThenWritten_losesUpdatesInSomeOrders() {
        assertThat(lostUpdates(false)).isBetween(SEEDS / 10, SEEDS * 9 / 10);
    }

    @Test
    void cell_updatedAtOnce_losesNone() {
        assertThat(lostUpdates(true)).isZero();
    }

    @Test
    void cell_compareAndSet_changesWhatIsExpected() {
        try (Loop loop = Loop.create()) {
            Cell<String> cell = new Cell<>(loop, "a");
            assertThat(cell.compareAndSet("b", "c")).isFalse();
            assertThat(cell.compareAndSet("a", "b")).isTrue();
            assertThat(cell.get()).isEqualTo("b");
            assertThat(cell.update(now -> now + "!")).isEqualTo("b!");
            assertThat(cell).hasToString("b!");
        }
    }

    @Test
    void cell_afterClose_isRefused() {
        Loop loop = Loop.create();
        Cell<Integer> cell = new Cell<>(loop, 1);
        loop.close();
        assertThatExceptionOfType(LoopClosedException.class).isThrownBy(cell::get);
        assertThatIllegalStateException().isThrownBy(() -> new Cell<>(loop, 1));
    }

    @Test
    void cell_inFifoOrder_neverLeavesItsTask() {
        try (Loop loop = Loop.create()) {
            Cell<Integer> counter = new Cell<>(loop, 0);
            List<String> order = new ArrayList<>();
            loop.run(() -> {
                try (TaskGroup group = loop.group()) {
                    for (String name : List.of("a", "b")) {
                        group.spawn(name, () -> {
                            for (int i = 0; i < 3; i++) {
                                counter.set(counter.get() + 1);
                                order.add(name);
                            }
                        });
                    }
                }
            });
            assertThat(order).containsExactly("a", "a", "a", "b", "b", "b");
            assertThat(counter.get()).isEqualTo(6);
        }
    }

    /** Two tasks, two locks in opposite order. */
    private static int deadlocks(LoopBuilder builder, int seeds) {
        int deadlocks = 0;
        for (long seed = 0; seed < seeds; seed++) {
            try (Loop loop = builder.seed(seed).build()) {
                AsyncLock left = new AsyncLock(loop, "left");
                AsyncLock right = new AsyncLock(loop, "right");
                Task<?> one = loop.spawn("one", () -> left.withLock(() -> right.withLock(() -> {})));
                Task<?> two = loop.spawn("two", () -> right.withLock(() -> left.withLock(() -> {})));
                one.await();
                two.await();
            } catch (DeadlockException e) {
                deadlocks++;
            }
        }
        return deadlocks;
    }

    @Test
    void locks_withSyncPoints_deadlockInSomeOrders() {
        assertThat(deadlocks(sync(), SEEDS)).isBetween(SEEDS / 10, SEEDS * 9 / 10);
    }

    @Test
    void locks_withBlockingPoints_areNeverLeftBetweenTwoAcquires() {
        assertThat(deadlocks(Loop.builder(), SEEDS)).isZero();
    }

    @Test
    void spawn_withSyncPoints_mayRunTheChildFirst() {
        Set<String> seen = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            seen.add(parentAndChild(sync().seed(seed)));
            assertThat(parentAndChild(Loop.builder().seed(seed))).isEqualTo("parent child ");
        }
        assertThat(seen).containsExactlyInAnyOrder("parent child ", "child parent ");
        assertThat(parentAndChild(sync())).as("FIFO").isEqualTo("parent child ");
    }

    private static String parentAndChild(LoopBuilder builder) {
        StringBuilder order = new StringBuilder();
        try (Loop loop = builder.build()) {
            loop.run(() -> {
                Task<?> child = loop.spawn(() -> order.append("child "));
                order.append("parent ");
                child.await();
            });
        }
        return order.toString();
    }

    @Test
    void completion_withSyncPoints_mayComeAfterWhatOthersDo() {
        Set<String> seen = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            StringBuilder order = new StringBuilder();
            try (Loop loop = sync().seed(seed).build()) {
                Promise<Integer> promise = loop.promise("answer");
                loop.spawn(() -> {
                    order.append("before ");
                    promise.complete(42);
                });
                loop.spawn(() -> order.append(promise.isDone() ? "done" : "not yet"));
                loop.runUntilIdle();
            }
            seen.add(order.toString());
        }
        assertThat(seen).contains("before done", "before not yet");
    }

    @Test
    void point_ofACancelledTask_doesNotThrow() {
        for (long seed = 0; seed < SEEDS; seed++) {
            try (Loop loop = sync().seed(seed).build()) {
                Cell<Integer> cell = new Cell<>(loop, 0);
                boolean[] passed = new boolean[1];
                Task<?> writer = loop.spawn("writer", () -> {
                    for (int i = 0; i < 5; i++) {
                        cell.set(i);
                    }
                    passed[0] = true;
                    loop.yieldNow();
                });
                loop.spawn("canceller", () -> {
                    cell.get();
                    writer.cancel();
                });
                loop.runUntilIdle();
                assertThat(writer.isCancelled() || writer.isDone()).isTrue();
                assertThat(passed[0]).as("seed " + seed).isEqualTo(cell.get() == 4);
                assertThat(cell.get()).isIn(0, 4); // not begun, or to the end
                assertThat(loop.audit()).isEmpty();
            }
        }
    }

    @Test
    void points_inCallbacksGeneratorsAndOutside_pass() {
        for (long seed = 0; seed < 100; seed++) {
            try (Loop loop = sync().seed(seed).build()) {
                Cell<Integer> cell = new Cell<>(loop, 0);
                loop.callSoon(() -> cell.set(cell.get() + 1));
                loop.callSoon(() -> cell.set(cell.get() + 1));
                cell.set(cell.get() + 1);
                loop.spawn(() -> {
                    for (int value : loop.<Integer>generate(out -> {
                        out.yield(cell.get());
                        out.yield(cell.get());
                    })) {
                        assertThat(value).isBetween(1, 3);
                    }
                });
                loop.runUntilIdle();
                assertThat(cell.get()).isEqualTo(3);
                assertThat(loop.audit()).isEmpty();
            }
        }
    }

    @Test
    void spinning_onACell_isALivelock() {
        try (Loop loop = Loop.builder().maxStepsPerInstant(10_000).build()) {
            Cell<Boolean> flag = new Cell<>(loop, false);
            loop.spawn("spinner", () -> {
                while (!flag.get()) {
                    // for ever
                }
            });
            assertThatExceptionOfType(BudgetExceededException.class)
                    .isThrownBy(loop::runUntilIdle)
                    .withMessageContaining("livelock")
                    .withMessageContaining("spinner");
        }
    }

    @Test
    void points_sameSeedTwice_giveTheSameTraceOnBothBackends() {
        for (long seed = 0; seed < 50; seed++) {
            Trace first = mixed(sync().seed(seed));
            assertThat(mixed(sync().seed(seed))).isEqualTo(first);
            assertThat(mixed(sync().seed(seed).fibres(FibreBackend.BATON))).isEqualTo(first);
        }
    }

    @Test
    void points_replayedByToken_giveTheSameTrace() {
        for (long seed = 0; seed < 50; seed++) {
            String token;
            try (Loop loop = sync().seed(seed).build()) {
                run(loop);
                token = loop.replayToken();
            }
            assertThat(mixed(sync().seed(token))).isEqualTo(mixed(sync().seed(seed)));
        }
    }

    @Test
    void points_taken_areStepsOfTheirOwnKind() {
        Trace trace = mixed(sync().seed(3));
        assertThat(trace.last()).extracting(Trace.Step::kind).contains(StepKind.POINT);
        assertThat(trace.last().stream().filter(step -> step.kind() == StepKind.POINT && step.chosen() > 0))
                .as("a task that was left goes on later")
                .isNotEmpty();
    }

    private static Trace mixed(LoopBuilder builder) {
        try (Loop loop = builder.build()) {
            run(loop);
            assertThat(loop.audit()).isEmpty();
            return loop.trace();
        }
    }

    private static void run(Loop loop) {
        Cell<Integer> cell = new Cell<>(loop, 0);
        AsyncLock lock = new AsyncLock(loop, "lock");
        loop.run(() -> {
            try (TaskGroup group = loop.group()) {
                for (int i = 0; i < 4; i++) {
                    group.spawn(() -> {
                        lock.withLock(() -> cell.set(cell.get() + 1));
                        loop.sleep(java.time.Duration.ofMillis(1));
                        cell.update(now -> now + 1);
                    });
                }
            }
        });
        assertThat(cell.get()).isEqualTo(8);
    }

    @Test
    void token_ofOtherPoints_isStaleFromItsFirstDifference() {
        String token;
        try (Loop loop = sync().seed(1).build()) {
            run(loop);
            token = loop.replayToken();
        }
        try (Loop loop = Loop.builder().seed(Schedule.parse(token).text()).build()) {
            run(loop);
            assertThat(loop.audit()).singleElement().satisfies(fault -> {
                assertThat(fault.kind()).isEqualTo(FaultKind.STALE_REPLAY);
                assertThat(fault.message()).contains("choice", "of");
            });
        }
    }
}
