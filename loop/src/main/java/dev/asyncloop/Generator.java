// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Values that straight-line code produces one by one while they are asked for: asyncio's asynchronous generator. Made by
 * {@link Loop#generate(String, GeneratorBody)}, consumed once, with a for-each.
 *
 * <p>The body runs only while its consumer waits for the next value, in the consumer's steps and with its {@link TaskLocal}s:
 * handing a value over is no scheduling point. Both may suspend; a callback may not consume. Called from outside of any step,
 * by the thread that owns the loop, asking for a value drives the loop.
 *
 * <p>A failure of the body comes out of {@code hasNext()} or {@code next()} as it is, also if it is a checked exception. A
 * cancellation of the task that waits for a value reaches the body where that is suspended; the waiting ends when the body has.
 *
 * <p>A generator that is left early is closed by {@link #close()}, else at the end of the task that has iterated it, before
 * anybody learns of that end: those first iterated first; a failure goes to the exception handler then. What is iterated outside of tasks is closed with the loop. A
 * generator that was never iterated does not run its body.
 *
 * <p>Call only on the loop's thread.
 *
 * @param <T> the type of the values
 * @since 0.1
 */
public interface Generator<T extends @Nullable Object> extends Iterable<T>, AutoCloseable {

    /**
     * Returns the iterator, of which there is one. Its {@code hasNext()} runs the body up to its next value.
     *
     * @return the iterator; its methods throw {@link IllegalStateException} while another task waits for a value
     * @throws IllegalStateException if called a second time
     */
    @Override
    Iterator<T> iterator();

    /**
     * Ends the body where it is: the {@code yield} that has handed over the last value throws a {@link
     * TaskCancelledException}, and this waits for the clean-up. Does nothing if the body has ended or has never run.
     *
     * @throws IllegalStateException if the body ignores its closing and yields again, or if it is at work on a value
     */
    @Override
    void close();

    /**
     * Takes the values of a generator's body.
     *
     * @param <T> the type of the values
     * @since 0.1
     */
    interface Output<T extends @Nullable Object> {

        /**
         * Hands a value to the consumer and waits until it asks for the next one.
         *
         * @param value the value
         * @throws TaskCancelledException if the generator is closed instead; the body should clean up and end
         * @throws IllegalStateException if called again after that, or from outside of the generator's body
         */
        @SuppressWarnings("NamedLikeContextualKeyword") // a call is always qualified
        void yield(T value);
    }
}
