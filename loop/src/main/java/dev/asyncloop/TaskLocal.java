// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import dev.asyncloop.internal.Context;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A variable with a value of its own in every task and callback: asyncio's context variable.
 *
 * <p>A task inherits the values of who spawned it, a callback or job those of who scheduled it, as they were at that moment.
 * What it sets later is its own: neither who spawned it nor its siblings see that. The tasks of {@link Loop#run} share their
 * values over all runs of the loop; the first one inherits from the calling thread. Outside of steps, values belong to the
 * thread. The body of a {@link Generator} sees and sets the values of the task that consumes it.
 *
 * <p>Inheriting costs nothing, reading compares as many references as there are variables set. May be used from any thread.
 *
 * @param <T> the type of the values
 * @since 0.1
 */
public final class TaskLocal<T extends @Nullable Object> {

    private static final Object NONE = new Object();

    private final String name;
    private final @Nullable Object initial;

    private TaskLocal(String name, @Nullable Object initial) {
        this.name = Objects.requireNonNull(name, "name");
        this.initial = initial;
    }

    /**
     * Makes a variable without a default.
     *
     * @param name the name for messages
     * @param <T> the type of the values
     * @return a new variable
     */
    public static <T extends @Nullable Object> TaskLocal<T> of(String name) {
        return new TaskLocal<>(name, NONE);
    }

    /**
     * Makes a variable that has a value also where none was set.
     *
     * @param name the name for messages
     * @param value the default
     * @param <T> the type of the values
     * @return a new variable
     */
    public static <T extends @Nullable Object> TaskLocal<T> withDefault(String name, T value) {
        return new TaskLocal<>(name, value);
    }

    /**
     * Returns the value of the calling task or callback.
     *
     * @return the value that was set or inherited, else the default
     * @throws NoSuchElementException if there is neither
     */
    public T get() {
        Object value = Context.current().get(this, initial);
        if (value == NONE) {
            throw new NoSuchElementException("The task local \"" + name + "\" has no value here, and no default."
                    + " Set it before the task is spawned, or make it with TaskLocal.withDefault(..).");
        }
        return cast(value);
    }

    /**
     * Returns the value of the calling task or callback, if there is one.
     *
     * @param otherwise what to return where none was set or inherited; the default does not count
     * @return the value that was set or inherited, else {@code otherwise}
     */
    public T orElse(T otherwise) {
        return cast(Context.current().get(this, otherwise));
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // only values of T are set, null or not
    private T cast(@Nullable Object value) {
        return (T) value;
    }

    /**
     * Returns whether the calling task or callback has set or inherited a value; the default does not count.
     *
     * @return whether there is a value
     */
    public boolean isSet() {
        return Context.current().has(this);
    }

    /**
     * Sets the value of the calling task or callback.
     *
     * @param value what tasks and callbacks inherit that are spawned from here, from now on
     */
    public void set(T value) {
        Context.change(context -> context.with(this, value));
    }

    /** Takes the value of the calling task or callback away, also an inherited one: the default is left. */
    public void remove() {
        Context.change(context -> context.without(this));
    }

    /**
     * Runs {@code body} with a value, and brings back what was before.
     *
     * @param value the value while {@code body} runs
     * @param body what to run
     * @param <R> the type of the result
     * @return the result of {@code body}
     * @throws Exception what {@code body} throws
     */
    public <R extends @Nullable Object> R with(T value, Callable<R> body) throws Exception {
        Objects.requireNonNull(body, "body");
        boolean wasSet = isSet();
        @Nullable Object before = Context.current().get(this, null);
        set(value);
        try {
            return body.call();
        } finally {
            if (wasSet) {
                Context.change(context -> context.with(this, before));
            } else {
                remove();
            }
        }
    }

    /**
     * Runs {@code body} with a value, as {@link #with(Object, Callable)}.
     *
     * @param value the value while {@code body} runs
     * @param body what to run
     * @throws Exception what {@code body} throws
     */
    public void with(T value, ThrowingRunnable body) throws Exception {
        Objects.requireNonNull(body, "body");
        Callable<@Nullable Void> callable = () -> {
            body.run();
            return null;
        };
        with(value, callable);
    }

    @Override
    public String toString() {
        return "TaskLocal \"" + name + "\"";
    }
}
