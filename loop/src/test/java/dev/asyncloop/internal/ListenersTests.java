// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.LoopTimeoutException;
import dev.asyncloop.Promise;
import dev.asyncloop.Task;
import dev.asyncloop.Tasks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who has stopped listening to a task that goes on for long is forgotten. */
class ListenersTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Loop loop = Loop.create();
    private final Promise<String> lasting = loop.promise("lasting");

    private void assertFewListenersAfter(Runnable use) {
        assertFewListenersAlone(use);
        lasting.onDone(done -> {}); // from now on, there is more than one listener
        assertFewListenersAlone(use);
        lasting.complete("done");
        loop.close();
    }

    private void assertFewListenersAlone(Runnable use) {
        loop.run(() -> {
            for (int i = 0; i < 1_000; i++) {
                use.run();
            }
        });
        assertThat(((Outcome<?>) lasting).listenerCount()).isLessThan(100);
    }

    @Test
    void shields_thatWereCancelled_areForgotten() {
        assertFewListenersAfter(() -> {
            Task<String> shield = loop.shield(lasting);
            assertThat(shield.cancel()).isTrue();
        });
    }

    @Test
    void callbacks_thatWereTakenBack_areForgotten() {
        assertFewListenersAfter(() -> lasting.onDone(done -> {}).cancel());
    }

    @Test
    void gathers_thatHaveFailed_areForgotten() {
        assertFewListenersAfter(() -> {
            Promise<String> failed = loop.promise("failed");
            failed.fail(new IOException("failed"));
            assertThat(Tasks.gather(lasting, failed).exceptionNow()).hasMessage("failed");
        });
    }

    @Test
    void shieldedFailure_afterSeveralCancelledShields_isToldOnce() {
        List<Throwable> told = new ArrayList<>();
        loop.setExceptionHandler((where, context) -> told.add(context.exception()));
        loop.run(() -> {
            for (int i = 0; i < 3; i++) {
                try {
                    loop.timeout(SECOND, () -> loop.shield(lasting).await());
                } catch (LoopTimeoutException e) {
                    loop.yieldNow();
                }
            }
            lasting.fail(new IOException("late"));
        });
        assertThat(told).singleElement().isInstanceOf(IOException.class);
        loop.close();
    }
}
