// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupNestingTests {

    private final List<String> log = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"fifo", "0x1", "0x2", "0x3", "0x4"})
    void close_innerGroupWhenTheOuterOneFails_endsItsChildrenFirst(String seed) {
        try (Loop loop = Loop.builder().seed(seed).build()) {
            Throwable thrown = catchThrowable(() -> loop.run(() -> {
                try (TaskGroup outer = loop.group()) {
                    outer.spawn("bad", () -> {
                        loop.sleep(Duration.ofMillis(10));
                        throw new IOException("bad");
                    });
                    try (TaskGroup inner = loop.group()) {
                        inner.spawn("slow", () -> cleanUp(loop, "slow"));
                    } finally {
                        log.add("inner block left");
                    }
                }
            }));

            assertThat(thrown).isInstanceOf(TaskGroupException.class);
            assertThat(((TaskGroupException) thrown).failures()).singleElement().isInstanceOf(IOException.class);
            assertThat(log).containsExactly("slow cleaned up", "inner block left");
            assertThat(loop.audit()).isEmpty();
        }
    }

    @Test
    void group_cancelledWithAChildThatCleansUpForLong_isNotSaidToIgnoreIt() {
        try (Loop loop = Loop.create()) {
            Task<?> parent = loop.spawn(
                    "parent",
                    () -> loop.group(group -> group.spawn("child", () -> {
                        try {
                            loop.sleep(Duration.ofDays(1));
                        } finally {
                            loop.sleep(Duration.ofHours(1));
                        }
                    })));
            loop.runUntilIdle();
            parent.cancel();
            loop.advanceUntilIdle();
            assertThat(parent.isCancelled()).isTrue();
            assertThat(loop.audit()).extracting(Fault::subject).containsExactly("task \"child\" (#2)");
        }
    }

    @Test
    void group_blockThatFails_cancelsTheChildrenAndKeepsTheFailureLast() {
        try (Loop loop = Loop.create()) {
            Throwable thrown = catchThrowable(() -> loop.run(() -> loop.group(group -> {
                group.spawn("endless", () -> cleanUp(loop, "endless"));
                group.spawn("failing", () -> {
                    try {
                        loop.sleep(Duration.ofDays(1));
                    } finally {
                        failInCleanUp();
                    }
                });
                loop.yieldNow();
                throw new IOException("block");
            })));

            assertThat(thrown).isInstanceOf(TaskGroupException.class);
            assertThat(((TaskGroupException) thrown).failures())
                    .extracting(Throwable::getMessage)
                    .containsExactly("clean-up", "block");
            assertThat(log).containsExactly("endless cleaned up");
            assertThat(loop.tasks()).isEmpty();
        }
    }

    @Test
    void group_blockOfWhichAChildFails_throwsThatFailureOnce() {
        try (Loop loop = Loop.create()) {
            assertThatThrownBy(() -> loop.run(() -> loop.group(group -> {
                        group.spawn("bad", () -> {
                            throw new IOException("bad");
                        });
                        loop.sleep(Duration.ofDays(1));
                    })))
                    .isInstanceOfSatisfying(
                            TaskGroupException.class,
                            e -> assertThat(e.failures())
                                    .extracting(Throwable::getMessage)
                                    .containsExactly("bad"));
            assertThat(loop.clock().elapsed()).isZero();
        }
    }

    @Test
    void group_cancelledFromOutside_cancelsTheChildrenAndIsCancelled() {
        try (Loop loop = Loop.create()) {
            Task<?> task = loop.spawn(
                    "grouped",
                    () -> loop.group(group -> {
                        group.spawn("child", () -> cleanUp(loop, "child"));
                        loop.sleep(Duration.ofDays(1));
                    }));
            loop.runUntilIdle();

            task.cancel("enough");
            loop.advance(Duration.ofMillis(10));

            assertThat(task.isCancelled()).isTrue();
            assertThat(log).containsExactly("child cleaned up");
            assertThat(loop.audit()).isEmpty();
        }
    }

    @Test
    void group_blockThatEndsWell_waitsForTheChildren() {
        try (Loop loop = Loop.create()) {
            loop.run(() -> loop.group(group -> group.spawn("child", () -> {
                loop.sleep(Duration.ofSeconds(3));
                log.add("child done");
            })));

            assertThat(log).containsExactly("child done");
            assertThat(loop.clock().elapsed()).isEqualTo(Duration.ofSeconds(3));
        }
    }

    @Test
    void group_innerBlockWhenTheOuterGroupFails_isNoFailureOfItsOwn() {
        try (Loop loop = Loop.create()) {
            Throwable thrown = catchThrowable(() -> loop.run(() -> loop.group(outer -> {
                outer.spawn("bad", () -> {
                    loop.sleep(Duration.ofMillis(10));
                    throw new IOException("bad");
                });
                loop.group(inner -> {
                    inner.spawn("slow", () -> cleanUp(loop, "slow"));
                    loop.sleep(Duration.ofDays(1));
                });
            })));

            assertThat(failures(thrown)).extracting(Throwable::getMessage).containsExactly("bad");
            assertThat(log).containsExactly("slow cleaned up");
            assertThat(loop.audit()).isEmpty();
        }
    }

    @Test
    void group_innerAndOuterThatFailAtOnce_nestTheInnerFailureLast() {
        for (int innerDelay : List.of(10, 11)) {
            try (Loop loop = Loop.create()) {
                Throwable thrown = catchThrowable(() -> loop.run(() -> loop.group(outer -> {
                    outer.spawn("outer", () -> {
                        loop.sleep(Duration.ofMillis(10));
                        throw new IOException("outer");
                    });
                    loop.group(inner -> {
                        inner.spawn("inner", () -> {
                            try {
                                loop.sleep(Duration.ofMillis(innerDelay));
                            } finally {
                                failInCleanUp();
                            }
                        });
                        loop.sleep(Duration.ofDays(1));
                    });
                })));

                assertThat(failures(thrown)).hasSize(2);
                assertThat(failures(thrown).get(0)).hasMessage("outer");
                assertThat(failures(failures(thrown).get(1)))
                        .extracting(Throwable::getMessage)
                        .containsExactly("clean-up");
            }
        }
    }

    private static List<Throwable> failures(Throwable thrown) {
        assertThat(thrown).isInstanceOf(TaskGroupException.class);
        return ((TaskGroupException) thrown).failures();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fifo", "0x1", "0x2", "0x3", "0x4"})
    void cancel_byAChild_endsTheBlockWithoutAnError(String seed) {
        try (Loop loop = Loop.builder().seed(seed).build()) {
            loop.run(() -> {
                loop.group(group -> {
                    group.spawn("sibling", () -> cleanUp(loop, "sibling"));
                    group.spawn("canceller", () -> {
                        loop.sleep(Duration.ofSeconds(1));
                        group.cancel();
                        group.cancel();
                    });
                    loop.timeout(Duration.ofSeconds(5), () -> loop.sleep(Duration.ofDays(1)));
                });
                assertThat(Task.current().cancelling()).isZero();
                loop.yieldNow();
            });

            assertThat(log).containsExactly("sibling cleaned up");
            assertThat(loop.clock().elapsed()).isEqualTo(Duration.ofMillis(1_005));
            assertThat(loop.audit()).isEmpty();
        }
    }

    @Test
    void cancel_byTheBlock_endsItAtItsNextSuspensionOrNot() {
        try (Loop loop = Loop.create()) {
            loop.run(() -> {
                loop.group(group -> {
                    group.cancel();
                    log.add("goes on");
                    loop.yieldNow();
                    log.add("never");
                });
                loop.group(TaskGroup::cancel);
                loop.yieldNow();
            });
            assertThat(log).containsExactly("goes on");
        }
    }

    @Test
    void cancel_inTheTickOfATimeout_isNoTimeout() {
        try (Loop loop = Loop.create()) {
            loop.run(() -> loop.group(group -> {
                loop.callLater(Duration.ofSeconds(1), group::cancel);
                loop.timeout(Duration.ofSeconds(1), () -> loop.sleep(Duration.ofDays(1)));
            }));
            assertThat(loop.clock().elapsed()).isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void group_whoseFailureIsCaughtByACancelledTask_doesNotSaveIt() {
        for (boolean inBlock : new boolean[] {true, false}) {
            try (Loop loop = Loop.create()) {
                Task<?> task = loop.spawn("parent", () -> {
                    try {
                        loop.group(group -> {
                            group.spawn("failing", () -> {
                                loop.sleep(Duration.ofSeconds(1));
                                throw new IOException("child");
                            });
                            if (inBlock) {
                                loop.sleep(Duration.ofDays(1));
                            }
                        });
                    } catch (TaskGroupException e) {
                        log.add("caught, cancelling " + Task.current().cancelling());
                    }
                    loop.yieldNow();
                    log.add("survived");
                });
                loop.runUntilIdle();
                loop.callLater(Duration.ofSeconds(1), task::cancel);
                loop.advance(Duration.ofSeconds(1));

                assertThat(task.isCancelled()).isTrue();
                assertThat(task.cancelling()).isEqualTo(1);
                assertThat(loop.audit()).isEmpty();
            }
        }
        assertThat(log).containsOnly("caught, cancelling 1").hasSize(2);
    }

    @Test
    void group_whoseBlockSwallowsItsCancellation_waitsForTheChildren() {
        try (Loop loop = Loop.create()) {
            Task<?> task = loop.spawn(
                    "parent",
                    () -> loop.group(group -> {
                        group.spawn("child", () -> {
                            loop.sleep(Duration.ofSeconds(3));
                            log.add("child done");
                        });
                        try {
                            loop.sleep(Duration.ofDays(1));
                        } catch (TaskCancelledException e) {
                            log.add("swallowed");
                        }
                    }));
            loop.runUntilIdle();
            task.cancel();
            loop.advance(Duration.ofSeconds(3));
            assertThat(log).containsExactly("swallowed", "child done");
            assertThat(task.isCancelled()).isFalse();
        }
    }

    private void cleanUp(Loop loop, String name) {
        try {
            loop.sleep(Duration.ofDays(1));
        } finally {
            loop.sleep(Duration.ofMillis(5));
            log.add(name + " cleaned up");
        }
    }

    private static void failInCleanUp() {
        throw new IllegalStateException("clean-up");
    }
}
