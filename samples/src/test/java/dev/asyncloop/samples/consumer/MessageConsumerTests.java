// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.FaultKind;
import dev.asyncloop.FibreBackend;
import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.samples.testing.Exploring;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageConsumerTests {

    private static final String DAMAGED = "damaged";

    @AsyncLoopTest
    void consumer_damaged_message_is_skipped(Loop loop) {
        List<String> handled = new ArrayList<>();
        MessageConsumer consumer = new MessageConsumer(source(loop, "a", DAMAGED, "b"), handled::add);
        loop.spawn("consumer", consumer::run).await();
        assertThat(handled).containsExactly("a", "b");
        assertThat(consumer.skipped()).isEqualTo(1);
    }

    @AsyncLoopTest(schedules = 1_000)
    void consumer_cancelled_ends(Loop loop) {
        List<String> handled = new ArrayList<>();
        cancelAfterTheFirst(loop, new MessageConsumer(source(loop, "a", "b", "c"), handled::add));
        assertThat(handled).containsExactly("a");
    }

    @Test
    void naive_consumer_cancelled_is_found_to_swallow_it() {
        assertThat(Exploring.of(NaiveConsumerTestCase.class).failure())
                .hasMessageStartingWith(FaultKind.SWALLOWED_CANCELLATION.label())
                .hasMessageContaining("task \"consumer\"")
                .hasMessageContaining("reason: shutdown");
    }

    @ParameterizedTest
    @EnumSource
    void naive_consumer_cancelled_is_found_on_every_backend(FibreBackend backend) {
        try (Loop loop = Loop.builder().fibres(available(backend)).build()) {
            cancelAfterTheFirst(loop, new NaiveConsumer(source(loop, "a", "b", "c"), message -> {}));
            assertThat(loop.audit())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.kind()).isEqualTo(FaultKind.SWALLOWED_CANCELLATION));
        }
    }

    /** Returns the backend, or the one of this JVM if it does not have it. */
    private static FibreBackend available(FibreBackend backend) {
        try (Loop loop = Loop.create()) {
            return backend == FibreBackend.VIRTUAL_THREADS ? loop.fibreBackend() : backend;
        }
    }

    static class NaiveConsumerTestCase {
        @AsyncLoopTest
        void consumer_ends(Loop loop) {
            cancelAfterTheFirst(loop, new NaiveConsumer(source(loop, "a", "b", "c"), message -> {}));
        }
    }

    private static void cancelAfterTheFirst(Loop loop, Runnable consumer) {
        Task<?> task = loop.spawn("consumer", consumer::run);
        loop.advance(Duration.ofMillis(1_500));
        task.cancel("shutdown");
        loop.advance(Duration.ofSeconds(10));
        assertThat(task.isDone()).isTrue();
    }

    /** Returns a source with a message in each second. */
    private static MessageSource source(Loop loop, String... messages) {
        Queue<String> queue = new ArrayDeque<>(List.of(messages));
        return () -> loop.spawn("broker", () -> {
            loop.sleep(Duration.ofSeconds(1));
            String message = queue.isEmpty() ? MessageSource.END : queue.remove();
            if (message.equals(DAMAGED)) {
                throw new IllegalStateException("checksum does not match");
            }
            return message;
        });
    }
}
