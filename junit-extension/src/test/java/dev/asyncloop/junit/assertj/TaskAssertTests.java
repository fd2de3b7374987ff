// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit.assertj;

import static dev.asyncloop.junit.assertj.LoopAssertions.TASK;
import static dev.asyncloop.junit.assertj.LoopAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.asyncloop.FaultKind;
import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class TaskAssertTests {

    private final Loop loop = Loop.create();

    @AfterEach
    void close() {
        loop.close();
    }

    private Task<String> failedTask() {
        Task<String> task = loop.spawn("download", () -> {
            throw new IOException("disk full");
        });
        loop.runUntilIdle();
        return task;
    }

    @Test
    void isDone_sleepingTask_saysWhatItWaitsFor() {
        Task<?> task = loop.spawn("download", () -> loop.sleep(Duration.ofHours(1)));
        loop.runUntilIdle();
        assertThat(task).isNotDone().isNotCancelled();
        assertThat(catchThrowable(() -> assertThat(task).isDone()))
                .hasMessageStartingWith(
                        "Expecting task \"download\" (#1) to be done, but it waits until 1h of virtual time")
                .hasMessageContaining("\n  spawned at " + task.spawnSite()
                        + "\n  on loop \"loop\" at 2000-01-01T00:00:00Z, seed fifo");
    }

    @Test
    void isCompleted_failedTask_hasItsFailureAsCause() {
        Task<String> task = failedTask();
        Throwable thrown = catchThrowable(() -> assertThat(task).isCompleted());
        assertThat(thrown)
                .hasMessage(
                        "Expecting task \"download\" (#1) to have completed, but it failed with java.io.IOException: disk full\n"
                                + "  spawned at " + task.spawnSite()
                                + "\n  on loop \"loop\" at 2000-01-01T00:00:00Z, seed fifo")
                .hasCause(new IOException("disk full"));
    }

    @Test
    void hasFailed_failedTask_countsAsObserved() {
        Task<String> task = failedTask();
        assertThat(loop).hasFault(FaultKind.UNOBSERVED_FAILURE);
        assertThat(task).hasFailed().isDone();
        assertThat(loop).hasNoFaults();
    }

    @Test
    void hasFailedWith_otherType_fails() {
        Task<String> task = failedTask();
        assertThat(task).hasFailedWith(IOException.class).hasFailedWith(Exception.class);
        assertThat(catchThrowable(() -> assertThat(task).hasFailedWith(IllegalStateException.class)))
                .hasMessageStartingWith(
                        "Expecting task \"download\" (#1) to have failed with a java.lang.IllegalStateException, but"
                                + " it failed with java.io.IOException: disk full\n")
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void failure_failedTask_goesOnWithIt() {
        assertThat(failedTask()).failure().isInstanceOf(IOException.class).hasMessage("disk full");
    }

    @Test
    void failure_description_isPassedOn() {
        Task<String> task = failedTask();
        assertThat(catchThrowable(
                        () -> assertThat(task).as("the disk").failure().hasMessage("empty")))
                .hasMessageStartingWith("[the disk]");
    }

    @Test
    void hasResult_otherResult_carriesBothForADiff() {
        Task<String> task = loop.spawn("download", () -> "old");
        loop.runUntilIdle();
        AssertionFailedError thrown = catchThrowableOfType(
                AssertionFailedError.class, () -> assertThat(task).hasResult("new"));
        assertThat(thrown)
                .hasMessage(
                        "Expecting task \"download\" (#1) to have the result new, but its result is old\n  spawned at "
                                + task.spawnSite()
                                + "\n  on loop \"loop\" at 2000-01-01T00:00:00Z, seed fifo");
        assertThat(thrown.getExpected().getStringRepresentation()).isEqualTo("new");
        assertThat(thrown.getActual().getStringRepresentation()).isEqualTo("old");
    }

    @Test
    void hasResult_nullAndArrays_areCompared() {
        Task<@Nullable Void> nothing = loop.spawn(() -> {});
        Task<int[]> numbers = loop.spawn(() -> new int[] {1, 2});
        loop.runUntilIdle();
        assertThat(nothing).hasResult(null);
        assertThat(numbers).hasResult(new int[] {1, 2}).result().isEqualTo(new int[] {1, 2});
    }

    @Test
    void hasResult_cancelledTask_saysSo() {
        Task<String> task = loop.spawn("download", () -> "old");
        task.cancel();
        loop.runUntilIdle();
        assertThat(task).isCancelled().isDone();
        assertThat(catchThrowable(() -> assertThat(task).hasResult("old")))
                .isNotInstanceOf(CancellationException.class)
                .hasMessageStartingWith(
                        "Expecting task \"download\" (#1) to have the result old, but it was cancelled\n");
    }

    @Test
    void isNotBackground_backgroundTask_isCalledOne() {
        Task<?> task = loop.spawnBackground("heartbeat", () -> {});
        assertThat(catchThrowable(() -> assertThat(task).isNotBackground()))
                .hasMessageStartingWith(
                        "Expecting background task \"heartbeat\" (#1) not to be in the background, but it has not"
                                + " started\n");
    }

    @Test
    void nullTask_anyAssertion_fails() {
        Task<String> none = null;
        assertThat(catchThrowable(() -> assertThat(none).isDone())).hasMessageContaining("not to be null");
        assertThat(catchThrowable(() -> assertThat(none).result())).hasMessageContaining("not to be null");
        assertThat(catchThrowable(() -> assertThat(none).failure())).hasMessageContaining("not to be null");
    }

    @Test
    void instanceOfFactory_objectThatIsATask_goesOn() {
        Object object = loop.spawn("download", () -> "old");
        assertThat(object).asInstanceOf(TASK).hasName("download");
    }
}
