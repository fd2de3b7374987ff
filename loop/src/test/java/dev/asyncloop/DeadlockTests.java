// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.Loops.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What is said when nothing can run any more. */
class DeadlockTests {

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void tasks_thatAwaitEachOther_areNamedAsACircle(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).seed("0x5eed").build()) {
            Task<?>[] tasks = new Task<?>[2];
            tasks[0] = loop.spawn("left", () -> tasks[1].await());
            tasks[1] = loop.spawn("right", () -> tasks[0].await());
            assertThatThrownBy(tasks[0]::await)
                    .isInstanceOf(DeadlockException.class)
                    .hasMessageContaining("Deadlock at virtual time 0s")
                    .hasMessageContaining("task \"left\" (#1) waits for task \"right\" (#2) at (DeadlockTests.java:")
                    .hasMessageContaining("which waits for task \"left\" (#1)")
                    .hasMessageContaining("which closes the circle")
                    .hasMessageContaining("seed 0x5eed");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void future_nobodyCompletes_isNamed(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).externalGrace(Loops.millis(10)).build()) {
            CompletableFuture<String> never = new CompletableFuture<>();
            assertThatThrownBy(() -> loop.run(() -> loop.await(never)))
                    .isInstanceOf(DeadlockException.class)
                    .hasMessageContaining("task \"main\"")
                    .hasMessageContaining("a CompletableFuture that nobody has completed")
                    .hasMessageContaining("externalGrace");
            assertThatThrownBy(() -> loop.await(never)).isInstanceOf(DeadlockException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void circle_whenClosed_isCancelled(FibreBackend backend) {
        Task<?>[] tasks = new Task<?>[3];
        try (Loop loop = Loops.on(backend).build()) {
            for (int i = 0; i < 3; i++) {
                int next = (i + 1) % 3;
                tasks[i] = loop.spawn("t" + i, () -> tasks[next].await());
            }
            loop.runUntilIdle();
        }
        assertThat(tasks).allMatch(Task::isCancelled);
    }

    @Test
    void locks_takenInOppositeOrder_nameTheirOwners() {
        try (Loop loop = Loops.on(FibreBackend.VIRTUAL_THREADS)
                .externalGrace(Loops.millis(10))
                .build()) {
            ReentrantLock one = new ReentrantLock();
            ReentrantLock two = new ReentrantLock();
            Task<?> left = loop.spawn("left", () -> {
                one.lock();
                loop.yieldNow();
                two.lockInterruptibly();
            });
            loop.spawn("right", () -> {
                two.lock();
                loop.yieldNow();
                one.lockInterruptibly();
            });
            assertThatThrownBy(left::await)
                    .isInstanceOf(DeadlockException.class)
                    .hasMessageContaining("[Locked by thread right]")
                    .hasMessageContaining("[Locked by thread left]")
                    .hasMessageContaining("ReentrantLock")
                    .hasMessageContaining("which closes the circle");
        }
    }

    @Test
    void sleep_longerThanTimeHolds_isSaidToBeSo() {
        try (Loop loop = Loop.create()) {
            assertThatThrownBy(() -> loop.run(() -> loop.sleep(java.time.Duration.ofDays(365L * 300))))
                    .isInstanceOf(LoopStuckException.class)
                    .hasMessageContaining("main");
        }
    }

    @Test
    void advance_withADeadlock_doesNotFail() {
        try (Loop loop = Loop.create()) {
            loop.spawn("waiter", () -> loop.await(new CompletableFuture<String>()));
            loop.advance(seconds(1));
            assertThat(loop.audit())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.kind()).isEqualTo(FaultKind.LEAKED_TASK));
        }
    }

    @Test
    void realTime_tasksThatWaitForOneAnother_areReported() {
        try (Loop real = Loop.builder().realTime().maxRealTime(seconds(30)).build()) {
            Task<?>[] tasks = new Task<?>[2];
            tasks[0] = real.spawn("a", () -> tasks[1].await());
            tasks[1] = real.spawn("b", () -> tasks[0].await());
            assertThatThrownBy(tasks[0]::await)
                    .isInstanceOf(DeadlockException.class)
                    .hasMessageContaining("which closes the circle");
        }
    }

    @Test
    void realTime_waitingForAForeignThread_goesOnBeyondTheGrace() {
        try (Loop real = Loop.builder()
                .realTime()
                .externalGrace(Loops.millis(1))
                .maxRealTime(seconds(30))
                .build()) {
            CompletableFuture<String> reply = new CompletableFuture<>();
            Thread server = new Thread(() -> {
                try {
                    Thread.sleep(100);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                reply.complete("reply");
            });
            server.start();
            assertThat(real.<String>run(() -> real.await(reply))).isEqualTo("reply");
        }
    }

    @Test
    void realTime_limitedAndWaitingForNobody_endsWithTheLimit() {
        try (Loop real = Loop.builder().realTime().maxRealTime(Loops.millis(50)).build()) {
            assertThatThrownBy(() -> real.run(() -> real.await(new CompletableFuture<>())))
                    .isInstanceOf(BudgetExceededException.class)
                    .hasMessageContaining("of real time");
        }
        try (Loop real = Loop.builder().realTime().maxRealTime(Loops.millis(50)).build()) {
            assertThatThrownBy(() -> real.run(() -> real.sleep(seconds(30))))
                    .isInstanceOf(BudgetExceededException.class)
                    .hasMessageContaining("of real time");
        }
    }
}
