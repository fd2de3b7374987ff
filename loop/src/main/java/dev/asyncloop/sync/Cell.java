// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

import dev.asyncloop.Loop;
import dev.asyncloop.internal.SharedObject;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A variable that tasks share, each access to which is a scheduling point: between a {@link #get} and a {@link #set}, another
 * task may run.
 *
 * <pre>{@code
 * Cell<Integer> balance = new Cell<>(loop, 100);
 * loop.spawn("a", () -> balance.set(balance.get() + 10));   // seeds find the lost update
 * loop.spawn("b", () -> balance.update(now -> now + 10));   // atomic
 * }</pre>
 *
 * <p>It models a volatile field or an atomic reference. An ordinary field is left alone between two suspension points, so code
 * that is to run on several threads hides its races there; a cell shows them. FIFO order goes on at every access. Searches know
 * which cell a step is about to touch, and use that to leave out orders that make no difference.
 *
 * <p>An access from a callback or from outside of tasks is none, for these cannot be left. No access is a point of cancellation.
 *
 * @param <T> the type of the value
 * @since 0.1
 */
public final class Cell<T extends @Nullable Object> {

    private final SharedObject shared;
    private T value;

    /**
     * Makes a cell.
     *
     * @param loop the loop whose tasks share it
     * @param value the first value
     * @throws IllegalStateException if called from a foreign thread
     */
    public Cell(Loop loop, T value) {
        shared = new SharedObject(loop, "new Cell");
        this.value = value;
    }

    /**
     * Returns the value.
     *
     * @return what was set last
     * @throws IllegalStateException if called from a foreign thread
     */
    public T get() {
        shared.accessing("Cell.get", false);
        return value;
    }

    /**
     * Sets the value.
     *
     * @param newValue the value
     * @throws IllegalStateException if called from a foreign thread
     */
    public void set(T newValue) {
        shared.accessing("Cell.set", true);
        value = newValue;
    }

    /**
     * Changes the value in one access, as {@code AtomicReference.updateAndGet} does.
     *
     * @param change makes the new value of the old one
     * @return the new value
     * @throws IllegalStateException if called from a foreign thread
     */
    public T update(UnaryOperator<T> change) {
        Objects.requireNonNull(change, "change");
        shared.accessing("Cell.update", true);
        value = change.apply(value);
        return value;
    }

    /**
     * Sets the value in one access if it equals what is expected.
     *
     * @param expected compared by {@link Objects#equals}
     * @param newValue the new value
     * @return whether it was set
     * @throws IllegalStateException if called from a foreign thread
     */
    public boolean compareAndSet(T expected, T newValue) {
        shared.accessing("Cell.compareAndSet", true);
        if (!Objects.equals(value, expected)) {
            return false;
        }
        value = newValue;
        return true;
    }

    /** Returns the value, without being an access. */
    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
