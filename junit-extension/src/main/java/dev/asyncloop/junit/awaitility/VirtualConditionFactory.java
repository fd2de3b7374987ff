// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit.awaitility;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/**
 * Describes a wait in virtual time, and carries it out. Immutable: each setting gives a new description.
 *
 * <p><b>When it polls.</b> First when {@link #pollDelay} has passed, which is zero by default. Then, unless {@link
 * #pollInterval} is set, every millisecond during the first second, every 10 ms up to ten seconds, every 100 ms up to a
 * hundred seconds, and so on: at round times of the wait, and at most a millisecond or 1 % of the wait too late. An hour is
 * some 3,960 polls. The clock stands at the instant of the poll that has ended the wait. A condition that comes and goes between
 * two polls is not seen.
 *
 * @see VirtualAwaitility
 * @since 0.1
 */
public final class VirtualConditionFactory {

    private final WaitSettings settings;

    VirtualConditionFactory(WaitSettings settings) {
        this.settings = settings;
    }

    private static VirtualConditionFactory with(WaitSettings settings) {
        return new VirtualConditionFactory(settings);
    }

    /**
     * Sets how long to wait; 10 seconds by default. A poll at that very instant still counts.
     *
     * @param limit the virtual time
     * @return a wait with this setting
     * @throws NullPointerException if {@code limit} is null
     * @throws IllegalArgumentException if {@code limit} is negative
     * @since 0.1
     */
    public VirtualConditionFactory atMost(Duration limit) {
        return with(settings.withLimits(settings.atLeast(), settings.during(), Times.notNegative(limit, "atMost")));
    }

    /**
     * Sets how long the condition must take to be fulfilled: sooner is a failure. Zero by default.
     *
     * @param limit the virtual time
     * @return a wait with this setting
     * @throws NullPointerException if {@code limit} is null
     * @throws IllegalArgumentException if {@code limit} is negative
     * @since 0.1
     */
    public VirtualConditionFactory atLeast(Duration limit) {
        return with(settings.withLimits(Times.notNegative(limit, "atLeast"), settings.during(), settings.atMost()));
    }

    /**
     * Sets for how long the condition must hold, as far as the polls can see; {@link #atMost} includes that time. Zero by
     * default.
     *
     * @param hold the virtual time
     * @return a wait with this setting
     * @throws NullPointerException if {@code hold} is null
     * @throws IllegalArgumentException if {@code hold} is negative
     * @since 0.1
     */
    public VirtualConditionFactory during(Duration hold) {
        return with(settings.withLimits(settings.atLeast(), Times.notNegative(hold, "during"), settings.atMost()));
    }

    /**
     * Sets how much time passes before the first poll. Zero by default: what is ready runs, or, in a task, has a turn.
     *
     * @param delay the virtual time
     * @return a wait with this setting
     * @throws NullPointerException if {@code delay} is null
     * @throws IllegalArgumentException if {@code delay} is negative
     * @since 0.1
     */
    public VirtualConditionFactory pollDelay(Duration delay) {
        return with(settings.withPolls(Times.notNegative(delay, "pollDelay"), settings.pollInterval()));
    }

    /**
     * Sets how much time passes between two polls, in place of the growing pauses that are the default.
     *
     * @param interval the virtual time
     * @return a wait with this setting
     * @throws NullPointerException if {@code interval} is null
     * @throws IllegalArgumentException if {@code interval} is zero or negative
     * @since 0.1
     */
    public VirtualConditionFactory pollInterval(Duration interval) {
        return with(settings.withPolls(settings.pollDelay(), Times.positive(interval, "pollInterval")));
    }

    /**
     * Takes any exception of the condition for a mismatch, as {@link #ignoreExceptionsMatching} does.
     *
     * @return a wait with this setting
     * @since 0.1
     */
    public VirtualConditionFactory ignoreExceptions() {
        return ignoreExceptionsMatching(exception -> true);
    }

    /**
     * Takes exceptions of one very class for a mismatch, as {@link #ignoreExceptionsMatching} does.
     *
     * @param type the class of the exceptions; subclasses do not count
     * @return a wait with this setting
     * @throws NullPointerException if {@code type} is null
     * @since 0.1
     */
    public VirtualConditionFactory ignoreException(Class<? extends Throwable> type) {
        Objects.requireNonNull(type, "type");
        return ignoreExceptionsMatching(exception -> exception.getClass() == type);
    }

    /**
     * Takes exceptions of a class and its subclasses for a mismatch, as {@link #ignoreExceptionsMatching} does.
     *
     * @param type the class of the exceptions
     * @return a wait with this setting
     * @throws NullPointerException if {@code type} is null
     * @since 0.1
     */
    public VirtualConditionFactory ignoreExceptionsInstanceOf(Class<? extends Throwable> type) {
        return ignoreExceptionsMatching(Objects.requireNonNull(type, "type")::isInstance);
    }

    /**
     * Takes some exceptions of the condition for a mismatch. By default every exception ends the wait, but for the {@link
     * AssertionError}s of {@link #untilAsserted}.
     *
     * <p>Never ignored are a {@link dev.asyncloop.LoopStuckException}, and the cancellation of the waiting task.
     *
     * @param exceptions which exceptions to ignore
     * @return a wait with this setting
     * @throws NullPointerException if {@code exceptions} is null
     * @since 0.1
     */
    public VirtualConditionFactory ignoreExceptionsMatching(Predicate<? super Throwable> exceptions) {
        return with(settings.ignoring(Objects.requireNonNull(exceptions, "exceptions")));
    }

    /**
     * Sets a condition that makes waiting pointless; it is asked before each poll.
     *
     * @param reason what to tell then
     * @param condition whether to give up
     * @return a wait with this setting
     * @throws NullPointerException if an argument is null
     * @since 0.1
     */
    public VirtualConditionFactory failFast(String reason, Callable<Boolean> condition) {
        return with(settings.failingFast(new WaitSettings.FailFast(
                Objects.requireNonNull(reason, "reason"), Objects.requireNonNull(condition, "condition"))));
    }

    /**
     * Waits until a condition is true.
     *
     * <p>What the condition throws and is not ignored is thrown on as it is, also if it is a checked exception.
     *
     * @param condition the condition; {@code null} counts as false
     * @throws ConditionTimeoutException if the condition is not fulfilled in time, or too early
     * @throws TerminalFailureException if the condition of {@link #failFast} holds
     * @throws IllegalStateException if called in a callback or in a step of another loop, from a foreign thread, or if the times do
     *     not fit together
     * @throws dev.asyncloop.TaskCancelledException if the waiting task is cancelled meanwhile
     * @throws dev.asyncloop.LoopStuckException if the loop exceeds a budget, or a step is stuck
     * @throws NullPointerException if an argument is null
     * @since 0.1
     */
    public void until(Callable<Boolean> condition) {
        new VirtualWait<>(settings, Poll.of(Objects.requireNonNull(condition, "condition"))).run();
    }

    /**
     * Waits until a value matches.
     *
     * <p>What the condition throws and is not ignored is thrown on as it is, also if it is a checked exception.
     *
     * @param supplier gives the value
     * @param predicate tests the value
     * @param <T> the type of the value
     * @return the value that matched
     * @throws ConditionTimeoutException if the condition is not fulfilled in time, or too early
     * @throws TerminalFailureException if the condition of {@link #failFast} holds
     * @throws IllegalStateException if called in a callback or in a step of another loop, from a foreign thread, or if the times do
     *     not fit together
     * @throws dev.asyncloop.TaskCancelledException if the waiting task is cancelled meanwhile
     * @throws dev.asyncloop.LoopStuckException if the loop exceeds a budget, or a step is stuck
     * @throws NullPointerException if an argument is null
     * @since 0.1
     */
    public <T extends @Nullable Object> T until(Callable<T> supplier, Predicate<? super T> predicate) {
        return new VirtualWait<>(
                        settings,
                        Poll.of(
                                Objects.requireNonNull(supplier, "supplier"),
                                Objects.requireNonNull(predicate, "predicate")))
                .run()
                .result();
    }

    /**
     * Waits until assertions hold. The last {@link AssertionError} is the cause of the timeout.
     *
     * <p>What the condition throws and is not ignored is thrown on as it is, also if it is a checked exception.
     *
     * @param assertion throws an {@link AssertionError} as long as it does not hold
     * @throws ConditionTimeoutException if the condition is not fulfilled in time, or too early
     * @throws TerminalFailureException if the condition of {@link #failFast} holds
     * @throws IllegalStateException if called in a callback or in a step of another loop, from a foreign thread, or if the times do
     *     not fit together
     * @throws dev.asyncloop.TaskCancelledException if the waiting task is cancelled meanwhile
     * @throws dev.asyncloop.LoopStuckException if the loop exceeds a budget, or a step is stuck
     * @throws NullPointerException if an argument is null
     * @since 0.1
     */
    public void untilAsserted(ThrowingRunnable assertion) {
        new VirtualWait<>(settings, Poll.of(Objects.requireNonNull(assertion, "assertion"))).run();
    }
}
