// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DependentFutureTests {

    private final Loop loop = Loop.create();

    @AfterEach
    void close() {
        loop.close();
    }

    private Task<String> slow() {
        return loop.spawn("slow", () -> {
            loop.sleep(Duration.ofSeconds(1));
            return "done";
        });
    }

    private Task<String> failing() {
        return loop.spawn("failing", () -> {
            throw new IOException("disk full");
        });
    }

    @Test
    void join_outsideOfAnyStep_drivesTheLoop() {
        assertThat(slow().toCompletableFuture().join()).isEqualTo("done");
        assertThat(loop.clock().elapsed()).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "BATON"})
    void joinAndGet_inTask_suspendIt(FibreBackend backend) throws Exception {
        try (Loop other = Loop.builder().fibres(backend).build()) {
            String both = other.run(() -> {
                Task<String> left = other.spawn(() -> {
                    other.sleep(Duration.ofSeconds(1));
                    return "left";
                });
                Task<String> right = other.spawn(() -> {
                    other.sleep(Duration.ofSeconds(2));
                    return "right";
                });
                return left.thenApply(text -> text + "+").toCompletableFuture().join()
                        + right.toCompletableFuture().get();
            });
            assertThat(both).isEqualTo("left+right");
        }
    }

    @Test
    void join_inCallback_failsAtOnce() {
        CompletableFuture<String> future = slow().toCompletableFuture();
        loop.callSoon(future::join);
        loop.runUntilIdle();

        assertThat(loop.audit()).anySatisfy(fault -> {
            assertThat(fault.kind()).isEqualTo(FaultKind.UNHANDLED_EXCEPTION);
            assertThat(fault.message()).contains("A callback may not wait");
        });
        future.join();
    }

    @Test
    void getWithLimit_tooShort_timesOutInVirtualTime() {
        CompletableFuture<String> future = slow().toCompletableFuture();
        assertThatThrownBy(() -> future.get(10, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(loop.clock().elapsed()).isEqualTo(Duration.ofMillis(10));
        future.join();
    }

    @Test
    void joinAndGet_failedTask_wrapAsTheJdkDoes() {
        CompletableFuture<String> future = failing().toCompletableFuture();
        assertThatThrownBy(future::join).isInstanceOf(CompletionException.class).hasRootCauseMessage("disk full");
        assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class).hasRootCauseMessage("disk full");
    }

    @Test
    void get_cancelledWaiter_isInterrupted() {
        Task<String> slow = slow();
        Task<String> waiter = loop.spawn("waiter", () -> {
            try {
                return slow.toCompletableFuture().get();
            } catch (InterruptedException e) {
                Task.current().uncancel();
                return "interrupted";
            }
        });
        loop.runUntilIdle();
        waiter.cancel();
        assertThat(waiter.await()).isEqualTo("interrupted");
        assertThat(slow.await()).isEqualTo("done");
    }

    @Test
    void audit_failureThatNobodyReads_isUnobserved() {
        failing().thenAccept(text -> {});
        failing().thenApply(text -> text).thenRun(() -> {});
        failing().onDone(task -> {});
        loop.shield(failing());
        loop.runUntilIdle();

        assertThat(loop.audit())
                .extracting(Fault::kind)
                .containsOnly(FaultKind.UNOBSERVED_FAILURE)
                .hasSize(4);
    }

    @Test
    void audit_failureThatIsRead_isObserved() {
        failing().exceptionally(e -> "instead");
        failing().thenApply(x -> x).handle((x, e) -> "handled");
        failing().thenApply(x -> x).exceptionally(e -> "instead");
        failing().onDone(task -> task.exceptionNow());
        loop.runUntilIdle();
        assertThatThrownBy(() -> loop.shield(failing()).await()).isInstanceOf(IOException.class);

        assertThat(loop.audit()).isEmpty();
    }
}
