// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.BudgetExceededException;
import dev.asyncloop.DeadlockException;
import dev.asyncloop.FaultKind;
import dev.asyncloop.FaultsFound;
import dev.asyncloop.Loop;
import dev.asyncloop.TaskCancelledException;
import dev.asyncloop.TaskGroup;
import dev.asyncloop.schedule.Points;
import dev.asyncloop.schedule.Schedule;
import dev.asyncloop.sync.AsyncLock;
import dev.asyncloop.sync.Cell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exploring programs without JUnit: bugs are found and made small, and their fixed twins pass. */
class ExplorerTests {

    private static final Duration LONG = Duration.ofMinutes(1);

    /** Two tasks add 1 to what they have read before; in FIFO order one after the other. */
    private static void counter(Loop loop, boolean locked) {
        int[] count = new int[1];
        AsyncLock lock = new AsyncLock(loop, "count");
        loop.run(() -> {
            try (var group = loop.group()) {
                for (int i = 0; i < 2; i++) {
                    int pause = 3 * i;
                    group.spawn("adder-" + i, () -> {
                        for (int j = 0; j < pause; j++) {
                            loop.yieldNow();
                        }
                        if (locked) {
                            lock.withLock(() -> add(loop, count));
                        } else {
                            add(loop, count);
                        }
                    });
                }
            }
            return null;
        });
        if (count[0] != 2) {
            throw new IllegalStateException("count is " + count[0]);
        }
    }

    private static void add(Loop loop, int[] count) {
        int read = count[0];
        loop.yieldNow();
        count[0] = read + 1;
    }

    /** Two tasks take two locks, the second one later in FIFO order; crossed if in opposite orders. */
    private static void locks(Loop loop, boolean crossed) {
        AsyncLock left = new AsyncLock(loop, "left");
        AsyncLock right = new AsyncLock(loop, "right");
        loop.run(() -> {
            try (var group = loop.group()) {
                group.spawn(() -> nested(loop, left, right));
                group.spawn(() -> {
                    for (int i = 0; i < 4; i++) {
                        loop.yieldNow();
                    }
                    nested(loop, crossed ? right : left, crossed ? left : right);
                });
            }
            return null;
        });
    }

    private static void nested(Loop loop, AsyncLock outer, AsyncLock inner) {
        outer.withLock(() -> {
            loop.yieldNow();
            inner.withLock(loop::yieldNow);
        });
    }

    private static Explorer explorer() {
        return new Explorer().strategy(Strategy.RANDOM).schedules(2_000).shrinking(LONG);
    }

    private static FailedOrder failure(Program program) throws InterruptedException {
        return explorer().explore(program).failure().orElseThrow();
    }

    @Test
    void explore_lostUpdate_isFoundAndMadeSmall() throws Exception {
        FailedOrder failed = failure(loop -> counter(loop, false));

        FailedOrder.Small small = Objects.requireNonNull(failed.small());
        assertThat(failed.repeated()).isTrue();
        assertThat(failed.exception()).hasMessage("count is 1");
        assertThat(small.exception()).hasMessage("count is 1");
        assertThat(small.shrunk().minimal()).isTrue();
        assertThat(small.shrunk().deviationsAfter())
                .isLessThanOrEqualTo(failed.small().shrunk().deviationsBefore());
    }

    @Test
    void explore_lostUpdate_tokensFailAgain() throws Exception {
        FailedOrder failed = failure(loop -> counter(loop, false));

        for (String token : List.of(failed.token(), failed.shortestToken())) {
            FailedOrder again = new Explorer()
                    .order(Schedule.parse(token))
                    .shrinking(Duration.ZERO)
                    .explore(loop -> counter(loop, false))
                    .failure()
                    .orElseThrow();
            assertThat(again.exception()).hasMessage("count is 1");
            assertThat(again.token()).isEqualTo(token);
            assertThat(again.small()).isNull();
        }
    }

    @Test
    void explore_locked_passes() throws Exception {
        Exploration exploration = explorer().explore(loop -> counter(loop, true));

        assertThat(exploration.failure()).isEmpty();
        assertThat(exploration.coverage().schedules()).isEqualTo(2_000);
        assertThatCode(exploration::orThrow).doesNotThrowAnyException();
    }

    @Test
    void explore_crossedLocks_isADeadlock() throws Exception {
        FailedOrder failed = failure(loop -> locks(loop, true));

        assertThat(failed.exception()).isInstanceOf(DeadlockException.class);
        assertThat(Objects.requireNonNull(failed.small()).exception()).isInstanceOf(DeadlockException.class);
    }

    @Test
    void explore_orderedLocks_passes() throws Exception {
        assertThat(explorer().explore(loop -> locks(loop, false)).failure()).isEmpty();
    }

    @Test
    void explore_leakedTask_failsUnlessLeaksMayBe() throws Exception {
        Program leaking = loop -> loop.spawn("forgotten", () -> loop.sleep(Duration.ofHours(1)));

        assertThat(failure(leaking).exception())
                .isInstanceOfSatisfying(
                        FaultsFound.class,
                        found -> assertThat(found.faults())
                                .extracting(fault -> fault.kind())
                                .containsExactly(FaultKind.LEAKED_TASK));
        assertThat(explorer().schedules(3).leaks(false).explore(leaking).failure())
                .isEmpty();
    }

    @Test
    void explore_tasksThatRefuseToStop_giveATokenThatRepeatsIt() throws Exception {
        Program stubborn = loop -> {
            for (int i = 0; i < 3; i++) {
                loop.spawn("stubborn-" + i, () -> refuse(loop));
            }
        };
        FailedOrder failed = explorer().leaks(false).explore(stubborn).failure().orElseThrow();

        FailedOrder again = explorer()
                .leaks(false)
                .order(Schedule.parse(failed.token()))
                .explore(stubborn)
                .failure()
                .orElseThrow();

        assertThat(FailureSignature.of(again.exception())).isEqualTo(FailureSignature.of(failed.exception()));
    }

    private static void refuse(Loop loop) {
        while (true) {
            try {
                loop.sleep(Duration.ofHours(1));
            } catch (TaskCancelledException e) {
                // that is the bug
            }
        }
    }

    @Test
    void explore_interruptedWhileShrinking_ends() {
        int[] runs = new int[1];

        assertThatThrownBy(() -> explorer().explore(loop -> {
                    if (++runs[0] > 8) {
                        throw new InterruptedException("enough");
                    }
                    counter(loop, false);
                }))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void explore_everyOrder_hasALoopOfItsOwnWhichIsClosed() throws Exception {
        List<Loop> loops = new ArrayList<>();

        explorer().schedules(5).explore(loops::add);

        assertThat(loops).hasSize(5).doesNotHaveDuplicates().allMatch(Loop::isClosed);
    }

    @Test
    void explore_loopSettings_areUsed() throws Exception {
        Program endless = loop -> loop.run(() -> {
            while (true) {
                loop.yieldNow();
            }
        });

        FailedOrder failed = explorer()
                .loop(builder -> builder.maxSteps(100).name("mine"))
                .explore(endless)
                .failure()
                .orElseThrow();

        assertThat(failed.exception())
                .isInstanceOf(BudgetExceededException.class)
                .hasMessageContaining("100 steps");
        assertThat(failed.ranAgain()).isFalse();
    }

    @Test
    void explore_points_areThoseOfTheLoops() throws Exception {
        Program spawning = loop -> loop.run(() -> loop.spawn("child", () -> {}).await());

        assertThat(explorer().schedules(1).explore(spawning).coverage().mostChoices())
                .isZero();
        assertThat(explorer()
                        .schedules(1)
                        .points(Points.SYNC)
                        .explore(spawning)
                        .coverage()
                        .mostChoices())
                .isPositive();
    }

    @Test
    void explore_hiddenState_isNotRepeatedAndSaysWhere() throws Exception {
        int[] runs = {0};
        Program unstable = loop -> {
            runs[0]++;
            int yields = runs[0];
            loop.run(() -> {
                for (int i = 0; i < yields; i++) {
                    loop.yieldNow();
                }
                throw new IllegalStateException("always");
            });
        };

        FailedOrder failed = failure(unstable);

        assertThat(failed.repeated()).isFalse();
        assertThat(failed.small()).isNull();
        assertThat(failed.divergence()).isNotNull().satisfies(divergence -> {
            assertThat(divergence.step()).isEqualTo(3);
            assertThat(divergence.first()).isNull();
            assertThat(divergence.cause()).isEqualTo(Divergence.Cause.CANDIDATES);
        });
        assertThatThrownBy(() -> explorer().explore(unstable).orThrow())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the program is not deterministic")
                .hasMessageContaining("had ended");
    }

    @ParameterizedTest
    @EnumSource(names = {"DELAYS", "PREEMPTIONS", "EXHAUSTIVE"})
    void explore_allOrdersOfAProgramThatChanges_isRefused(Strategy strategy) {
        int[] runs = new int[1];
        assertThatExceptionOfType(UnrepeatableException.class)
                .isThrownBy(() -> new Explorer().strategy(strategy).explore(loop -> {
                    for (int i = 0; i < 5 - runs[0] % 3; i++) {
                        loop.spawn(() -> loop.yieldNow());
                    }
                    runs[0]++;
                    loop.runUntilIdle();
                }))
                .withMessageContaining("does not do the same for the same choices");
    }

    @Test
    void explore_trackedSharing_needsFewerOrders() throws Exception {
        Program program = loop -> {
            Cell<Integer> left = new Cell<>(loop, 0);
            Cell<Integer> right = new Cell<>(loop, 0);
            loop.run(() -> {
                try (TaskGroup group = loop.group()) {
                    group.spawn(() -> left.set(left.get() + 1));
                    group.spawn(() -> right.set(right.get() + 1));
                }
            });
        };
        Explorer explorer = new Explorer().strategy(Strategy.EXHAUSTIVE);
        Exploration all = explorer.explore(program);
        Exploration few = explorer.shared(Shared.TRACKED).explore(program);
        assertThat(all.isExhausted() && few.isExhausted()).isTrue();
        assertThat(few.coverage().schedules()).isLessThan(all.coverage().schedules());
    }

    @Test
    void explore_sameRoot_findsTheSame() throws Exception {
        FailedOrder first = failure(loop -> counter(loop, false));
        FailedOrder second = failure(loop -> counter(loop, false));

        assertThat(second.number()).isEqualTo(first.number());
        assertThat(second.token()).isEqualTo(first.token());
        assertThat(second.shortestToken()).isEqualTo(first.shortestToken());
    }

    @Test
    void orThrow_failure_tellsHowToReproduceTheSmallOrder() throws Exception {
        Exploration exploration = explorer().explore(loop -> counter(loop, false));
        FailedOrder failed = exploration.failure().orElseThrow();

        assertThatThrownBy(exploration::orThrow)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("count is 1 [schedule " + failed.number() + ", ")
                .hasMessageContaining("new Explorer().order(Schedule.parse(\"" + failed.shortestToken() + "\"))")
                .hasMessageContaining("it failed in the same way")
                .hasMessageContaining("no order with fewer fails this way")
                .hasMessageContaining("adder-1")
                .hasCause(Objects.requireNonNull(failed.exception()));
        assertThat(exploration.line()).endsWith("; schedule " + failed.number() + " failed");
    }

    @Test
    void report_failure_isTheMessageOfOrThrow() throws Exception {
        Exploration exploration = explorer().explore(loop -> counter(loop, false));

        assertThatThrownBy(exploration::orThrow).hasMessage(exploration.report());
    }

    @Test
    void report_noFailure_isTheLine() throws Exception {
        Exploration exploration = explorer().explore(loop -> counter(loop, true));

        assertThat(exploration.report()).isEqualTo(exploration.line()).startsWith("2,000 schedules, ");
        assertThat(exploration).hasToString(exploration.line());
    }

    @Test
    void toString_failedOrder_isOneLineWithItsToken() throws Exception {
        FailedOrder failed = failure(loop -> {
            counter(loop, true);
            throw new IllegalStateException("first line\nsecond line");
        });

        assertThat(failed)
                .hasToString("schedule 1, " + failed.order().describe()
                        + ", failed: java.lang.IllegalStateException: first line; replay token "
                        + failed.shortestToken());
    }

    @Test
    void explore_interrupted_endsTheExploration() {
        assertThatThrownBy(() -> explorer().explore(loop -> {
                    throw new InterruptedException("enough");
                }))
                .isInstanceOf(InterruptedException.class)
                .hasMessage("enough");
    }

    @Test
    void settings_wrong_areRefused() {
        assertThatThrownBy(() -> new Explorer().schedules(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new Explorer().bound(-1)).hasMessageContaining("must not be negative");
        assertThatThrownBy(() -> new Explorer().shrinking(Duration.ofSeconds(-1)))
                .hasMessageContaining("must not be negative");
    }
}
