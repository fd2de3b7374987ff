// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit.assertj;

import dev.asyncloop.Task;
import java.util.Objects;
import java.util.function.Function;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractObjectAssert;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.AssertFactory;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.api.ThrowableAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a {@link Task}. Each failure says what the task is doing and where it was spawned, and has the task's own
 * failure as its cause, if there is one.
 *
 * <p>No assertion waits or consumes a scheduling choice: run the loop first, or await the task.
 *
 * @param <T> the type of the result
 * @see LoopAssertions#assertThat(Task)
 * @since 0.1
 */
public class TaskAssert<T extends @Nullable Object> extends AbstractAssert<TaskAssert<T>, Task<T>> {

    /**
     * Makes assertions on a task.
     *
     * @param actual the task to verify
     * @since 0.1
     */
    public TaskAssert(@Nullable Task<T> actual) {
        super(actual, TaskAssert.class);
    }

    /**
     * Verifies that the task is done: completed, failed or cancelled.
     *
     * <pre>{@code
     * // assertion succeeds:
     * Task<Integer> task = loop.spawn(() -> 42);
     * loop.runUntilIdle();
     * assertThat(task).isDone();
     *
     * // assertion fails:
     * assertThat(loop.spawn(() -> 42)).isDone();
     * }</pre>
     *
     * @return this assertion object
     * @throws AssertionError if the task is {@code null} or not done
     * @since 0.1
     */
    public TaskAssert<T> isDone() {
        isNotNull();
        if (!actual.isDone()) {
            throw fail("to be done");
        }
        return this;
    }

    /**
     * Verifies that the task is not done.
     *
     * <pre>{@code
     * // assertion succeeds:
     * Task<Integer> task = loop.spawn(() -> 42);
     * assertThat(task).isNotDone();
     *
     * // assertion fails:
     * loop.runUntilIdle();
     * assertThat(task).isNotDone();
     * }</pre>
     *
     * @return this assertion object
     * @throws AssertionError if the task is {@code null} or done
     * @since 0.1
     */
    public TaskAssert<T> isNotDone() {
        isNotNull();
        if (actual.isDone()) {
            throw fail("not to be done");
        }
        return this;
    }

    /**
     * Verifies that the task completed normally.
     *
     * <pre>{@code
     * // assertion succeeds:
     * Task<Integer> task = loop.spawn(() -> 42);
     * loop.runUntilIdle();
     * assertThat(task).isCompleted();
     *
     * // assertion fails:
     * Task<Integer> cancelled = loop.spawn(() -> 42);
     * cancelled.cancel();
     * loop.runUntilIdle();
     * assertThat(cancelled).isCompleted();
     * }</pre>
     *
     * @return this assertion object
     * @throws AssertionError if the task is {@code null} or has not completed, failed or was cancelled
     * @since 0.1
     */
    public TaskAssert<T> isCompleted() {
        isNotNull();
        if (!completedNormally()) {
            throw fail("to have completed");
        }
        return this;
    }

    /**
     * Verifies that the task ended by its cancellation.
     *
     * <p>A request is not enough: the task must have ended by it.
     *
     * <pre>{@code
     * // assertion succeeds:
     * Task<Integer> task = loop.spawn(() -> 42);
     * task.cancel();
     * loop.runUntilIdle();
     * assertThat(task).isCancelled();
     *
     * // assertion fails:
     * Task<Integer> asked = loop.spawn(() -> 42);
     * asked.cancel();
     * assertThat(asked).isCancelled();
     * }</pre>
     *
     * @return this assertion object
     * @throws AssertionError if the task is {@code null} or not cancelled
     * @since 0.1
     */
    public TaskAssert<T> isCancelled() {
        isNotNull();
        if (!actual.isCancelled()) {
            throw fail("to be cancelled");
        }
        return this;
    }

    /**
     * Verifies that the task did not end by a cancellation.
     *
     * <pre>{@code
     * // assertion succeeds:
     * Task<Integer> task = loop.spawn(() -> 42);
     * assertThat(task).isNotCancelled();
     *
     * // assertion fails:
     * task.cancel();
     * loop.runUntilIdle();
     * assertThat(task).isNotCancelled();
     * }</pre>
     *
     * @return this assertion object
     * @throws AssertionError if the task is {@code null} or cancelled
     * @since 0.1
     */
    public TaskAssert<T> isNotCancelled() {
        isNotNull();
        if (actual.isCancelled()) {
            throw fail("not to be cancelled");
        }
        return this;
    }

    /**
     * Verifies that the task failed, and counts its failure as observed.
     *
     * <p>A cancellation is no failure.
     *
     * <pre>{@code
     * // assertion succeeds:
     * Task<?> task = loop.spawn(() -> Integer.parseInt("one"));
     * loop.runUntilIdle();
     * assertThat(task).hasFailed();
     *
     * // assertion fails:
     * Task<?> cancelled = loop.spawn(() -> 42);
     * cancelled.cancel();
     * loop.runUntilIdle();
     * assertThat(cancelled).hasFailed();
     * }</pre>
     *
     * @return this assertion object
     * @throws AssertionError if the task is {@code null} or did not fail
     * @since 0.1
     */
    public TaskAssert<T> hasFailed() {
        isNotNull();
        observedFailure("to have failed");
        return this;
    }

    /**
     * Verifies that the task failed with an exception of a type, and counts its failure as observed.
     *
     * <pre>{@code
     * // assertion succeeds:
     * Task<?> task = loop.spawn(() -> Integer.parseInt("one"));
     * loop.runUntilIdle();
     * assertThat(task).hasFailedWith(IllegalArgumentException.class);
     *
     * // assertion fails:
     * assertThat(task).hasFailedWith(IllegalStateException.class);
     * }</pre>
     *
     * @param type the type of the failure, or a supertype
     * @return this assertion object
     * @throws AssertionError if the task is {@code null}, did not fail, or failed with another type
     * @since 0.1
     */
    public TaskAssert<T> hasFailedWith(Class<? extends Throwable> type) {
        isNotNull();
        String what = "to have failed with a " + type.getName();
        if (!type.isInstance(observedFailure(what))) {
            throw fail(what);
        }
        return this;
    }

    /**
     * Verifies that the task failed, counts its failure as observed, and goes on with assertions on it.
     *
     * <pre>{@code
     * // assertion succeeds:
     * Task<?> task = loop.spawn(() -> Integer.parseInt("one"));
     * loop.runUntilIdle();
     * assertThat(task).failure().hasMessageContaining("one");
     *
     * // assertion fails:
     * assertThat(loop.spawn(() -> 42)).failure().hasMessageContaining("one");
     * }</pre>
     *
     * <p>Soft assertions end here if there is no failure: there is nothing to go on with.
     *
     * @return assertions on the failure
     * @throws AssertionError if the task is {@code null} or did not fail
     * @since 0.1
     */
    public final AbstractThrowableAssert<?, ? extends Throwable> failure() {
        requireNotNull();
        observedFailure("to have failed");
        return extractingForProxy(Task::exceptionNow, ThrowableAssert::new);
    }

    /**
     * Verifies that the task completed with a result equal to the given one; arrays are compared by their elements.
     *
     * <pre>{@code
     * // assertion succeeds:
     * Task<Integer> task = loop.spawn(() -> 42);
     * loop.runUntilIdle();
     * assertThat(task).hasResult(42);
     *
     * // assertion fails:
     * assertThat(task).hasResult(43);
     * }</pre>
     *
     * @param expected the result
     * @return this assertion object
     * @throws AssertionError if the task is {@code null}, did not complete normally, or has another result
     * @since 0.1
     */
    public TaskAssert<T> hasResult(T expected) {
        isNotNull();
        if (!completedNormally()) {
            throw fail("to have the result " + expected);
        }
        T result = actual.resultNow();
        if (!Objects.deepEquals(result, expected)) {
            throw failureWithActualExpected(
                    result, expected, "%s", message("to have the result " + expected, "its result is " + result));
        }
        return this;
    }

    /**
     * Verifies that the task completed normally, and goes on with assertions on its result.
     *
     * <pre>{@code
     * // assertion succeeds:
     * Task<Integer> task = loop.spawn(() -> 42);
     * loop.runUntilIdle();
     * assertThat(task).result().isEqualTo(42);
     *
     * // assertion fails:
     * assertThat(loop.spawn(() -> 42)).result().isEqualTo(42);
     * }</pre>
     *
     * <p>Soft assertions end here if there is no result: there is nothing to go on with.
     *
     * @return assertions on the result
     * @throws AssertionError if the task is {@code null} or did not complete normally
     * @since 0.1
     */
    public final AbstractObjectAssert<?, T> result() {
        requireNotNull();
        if (!completedNormally()) {
            throw fail("to have completed");
        }
        return extractingForProxy(Task::resultNow, ObjectAssert::new);
    }

    /**
     * Verifies the name of the task.
     *
     * <pre>{@code
     * // assertion succeeds:
     * Task<Integer> task = loop.spawn("checkout", () -> 42);
     * assertThat(task).hasName("checkout");
     *
     * // assertion fails:
     * assertThat(task).hasName("payment");
     * }</pre>
     *
     * @param expected the name
     * @return this assertion object
     * @throws AssertionError if the task is {@code null}, or has another name
     * @since 0.1
     */
    public TaskAssert<T> hasName(String expected) {
        isNotNull();
        if (!actual.name().equals(expected)) {
            throw failureWithActualExpected(
                    actual.name(), expected, "%s", message("to have the name \"" + expected + "\"", "it has another"));
        }
        return this;
    }

    /**
     * Verifies that the task was spawned in the background.
     *
     * <pre>{@code
     * // assertion succeeds:
     * assertThat(loop.spawnBackground("heartbeat", () -> 42)).isBackground();
     *
     * // assertion fails:
     * assertThat(loop.spawn("checkout", () -> 42)).isBackground();
     * }</pre>
     *
     * @return this assertion object
     * @throws AssertionError if the task is {@code null} or in the foreground
     * @since 0.1
     */
    public TaskAssert<T> isBackground() {
        isNotNull();
        if (!actual.isBackground()) {
            throw fail("to be in the background");
        }
        return this;
    }

    /**
     * Verifies that the task was not spawned in the background.
     *
     * <pre>{@code
     * // assertion succeeds:
     * assertThat(loop.spawn("checkout", () -> 42)).isNotBackground();
     *
     * // assertion fails:
     * assertThat(loop.spawnBackground("heartbeat", () -> 42)).isNotBackground();
     * }</pre>
     *
     * @return this assertion object
     * @throws AssertionError if the task is {@code null} or in the background
     * @since 0.1
     */
    public TaskAssert<T> isNotBackground() {
        isNotNull();
        if (actual.isBackground()) {
            throw fail("not to be in the background");
        }
        return this;
    }

    /**
     * Goes on with assertions on a part of the task. Soft assertions know this name, and make the assertions soft as well.
     *
     * @param part gives the part
     * @param factory makes the assertions
     * @param <V> the type of the part
     * @param <A> the type of the assertions
     * @return assertions on the part
     * @since 0.1
     */
    protected <V extends @Nullable Object, A extends AbstractAssert<?, ?>> A extractingForProxy(
            Function<? super Task<T>, ? extends V> part, AssertFactory<V, A> factory) {
        return extracting(part, factory);
    }

    /** Like {@link #isNotNull()}, of which soft assertions would go on. */
    private void requireNotNull() {
        if (actual == null) {
            throw failure("%nExpecting actual not to be null");
        }
    }

    private boolean completedNormally() {
        return actual.isDone() && !actual.isFailed() && !actual.isCancelled();
    }

    private Throwable observedFailure(String what) {
        if (!actual.isFailed()) {
            throw fail(what);
        }
        return actual.exceptionNow();
    }

    private AssertionError fail(String what) {
        AssertionError error = failure("%s", message(what, "it " + actual.describe()));
        if (actual.isFailed()) {
            error.initCause(actual.exceptionNow());
        }
        return error;
    }

    private PlainText message(String what, String but) {
        return new PlainText("Expecting " + (actual.isBackground() ? "background " : "") + "task \"" + actual.name()
                + "\" (#" + actual.id() + ") " + what + ", but " + but + "\n  spawned at " + actual.spawnSite()
                + "\n  on loop \"" + actual.loop().name() + "\" at "
                + actual.loop().clock().instant() + ", seed "
                + actual.loop().seed());
    }
}
