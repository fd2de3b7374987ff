// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.Loops.seconds;
import static dev.asyncloop.Loops.secondsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a block has opened is closed in reverse order, whatever happens to the task meanwhile. */
class ResourceScopeTests {

    private final Loop loop = Loop.create();
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void close() {
        loop.close();
    }

    private AutoCloseable slow(String name) {
        return () -> {
            loop.sleep(seconds(1));
            log.add(name + " closed at " + secondsOf(loop));
        };
    }

    @Test
    void close_resourcesAndCleanUps_runInReverseOrder() {
        loop.run(() -> {
            try (ResourceScope scope = loop.scope()) {
                scope.use("first", slow("first"));
                scope.defer(() -> log.add("second"));
                scope.use("third", slow("third"));
                assertThat(scope).hasToString("scope of [third, clean-up 2, first]");
                log.add("body");
            }
        });

        assertThat(log).containsExactly("body", "third closed at 1", "second", "first closed at 2");
    }

    @Test
    void close_inACancelledTask_waitsForEach() {
        Task<?> task = opening(2);
        loop.advance(seconds(5));
        task.cancel("enough");
        loop.advanceUntilIdle();

        assertThat(task.isCancelled()).isTrue();
        assertThat(log).containsExactly("r2 closed at 6", "r1 closed at 7");
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void close_cancelledAgain_closesTheOthersAndThrowsTheCancellation() {
        Task<?> task = opening(3);
        loop.advance(seconds(5));
        task.cancel("enough");
        loop.runUntilIdle();
        task.cancel("quickly");
        loop.advanceUntilIdle();

        assertThat(task.isCancelled()).isTrue();
        assertThat(log).containsExactly("r2 closed at 6", "r1 closed at 7");
        assertThatThrownBy(task::await)
                .isInstanceOf(TaskCancelledException.class)
                .satisfies(e -> assertThat(e.getCause())
                        .hasMessageContaining("enough")
                        .satisfies(first -> assertThat(first.getSuppressed())
                                .singleElement()
                                .satisfies(second -> assertThat(second)
                                        .isInstanceOf(TaskCancelledException.class)
                                        .hasMessageContaining("quickly"))));
        assertThat(loop.audit()).isEmpty();
    }

    private Task<?> opening(int resources) {
        return loop.spawn(() -> {
            try (ResourceScope scope = loop.scope()) {
                for (int i = 1; i <= resources; i++) {
                    scope.use("r" + i, slow("r" + i));
                }
                loop.sleep(seconds(100));
            }
        });
    }

    @Test
    void close_severalFailures_throwsTheFirstWithTheOthersSuppressed() {
        loop.run(() -> {
            ResourceScope scope = loop.scope();
            scope.defer(() -> {
                throw new IOException("third");
            });
            scope.defer(() -> log.add("good"));
            scope.defer(() -> {
                throw new IllegalArgumentException("second");
            });
            scope.defer(() -> {
                throw new IOException("first");
            });
            assertThatThrownBy(scope::close)
                    .isInstanceOf(IOException.class)
                    .hasMessage("first")
                    .satisfies(e -> assertThat(e.getSuppressed())
                            .extracting(Throwable::getMessage)
                            .containsExactly("second", "third"));
            scope.close();
        });

        assertThat(log).containsExactly("good");
    }

    @Test
    void close_cancellationAmongFailures_comesFirst() {
        Task<?> task = loop.spawn(() -> {
            ResourceScope scope = loop.scope();
            scope.use("slow", slow("slow"));
            scope.defer(() -> {
                throw new IOException("expected");
            });
            scope.close();
        });
        loop.runUntilIdle();
        task.cancel();
        loop.advanceUntilIdle();

        assertThat(task.isCancelled()).isTrue();
        assertThatThrownBy(task::await)
                .cause()
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .satisfies(other -> assertThat(other).hasMessage("expected")));
    }

    @Test
    void close_oneFailureThrownTwice_isNotSuppressedInItself() {
        IOException same = new IOException("same");
        ResourceScope scope = loop.scope();
        for (int i = 0; i < 2; i++) {
            scope.defer(() -> {
                throw same;
            });
        }

        assertThatThrownBy(scope::close).isSameAs(same).hasNoSuppressedExceptions();
    }

    @Test
    void use_afterClose_fails() {
        ResourceScope scope = loop.scope();
        scope.close();

        assertThatThrownBy(() -> scope.use("late", slow("late")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("would not close \"late\"");
    }
}
