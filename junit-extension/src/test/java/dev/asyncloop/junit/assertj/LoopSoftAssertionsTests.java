// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit.assertj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import java.io.IOException;
import java.time.Duration;
import org.assertj.core.error.AssertJMultipleFailuresError;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopSoftAssertionsTests {

    private final Loop loop = Loop.create();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void twoFailures_amongSuccesses_areCollected() {
        Task<Integer> task = loop.spawn("answer", () -> 42);
        loop.runUntilIdle();

        AssertJMultipleFailuresError error = catchThrowableOfType(
                AssertJMultipleFailuresError.class,
                () -> LoopSoftAssertions.assertSoftly(softly -> {
                    softly.assertThat(loop).isIdle().isClosed();
                    softly.assertThat(task).isDone().hasResult(43).hasName("answer");
                    softly.assertThat(loop.clock()).isAtElapsed(Duration.ZERO);
                    softly.assertThat(loop.name()).isEqualTo("loop");
                }));

        assertThat(error.getFailures()).hasSize(2);
        assertThat(error.getFailures().get(0))
                .hasMessageContaining("Expecting loop \"loop\" to be closed, but it is open");
        assertThat(error.getFailures().get(1)).hasMessageContaining("to have the result 43, but its result is 42");
    }

    @Test
    void chain_afterAFailure_goesOn() {
        LoopSoftAssertions softly = new LoopSoftAssertions();
        softly.assertThat(loop)
                .isClosed()
                .hasSeed("0x5eed")
                .isAt(Duration.ofSeconds(1))
                .isNotClosed();
        assertThat(softly.assertionErrorsCollected()).hasSize(3);
    }

    @Test
    void resultAndFailure_thatAreThere_goOnSoftly() {
        Task<Integer> completed = loop.spawn(() -> 42);
        Task<Integer> failed = loop.spawn(() -> {
            throw new IOException("disk full");
        });
        loop.runUntilIdle();

        LoopSoftAssertions softly = new LoopSoftAssertions();
        softly.assertThat(completed).result().isEqualTo(43);
        softly.assertThat(failed).failure().hasMessage("disk empty");
        assertThat(softly.assertionErrorsCollected()).hasSize(2);
    }

    @Test
    void resultAndFailure_thatAreNotThere_failAtOnce() {
        Task<Integer> task = loop.spawn("answer", () -> 42);
        LoopSoftAssertions softly = new LoopSoftAssertions();
        assertThat(catchThrowable(() -> softly.assertThat(task).result()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("to have completed, but it has not started");
        assertThat(catchThrowable(() -> softly.assertThat(task).failure()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("to have failed, but it has not started");
    }

    @Test
    void noFailure_assertAll_isSilent() {
        LoopSoftAssertions softly = new LoopSoftAssertions();
        softly.assertThat(loop).isIdle();
        softly.assertAll();
    }
}
