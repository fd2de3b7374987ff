// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets values that code keeps in {@link ThreadLocal}s, such as a logging context, follow the tasks and callbacks of a loop;
 * given to {@link LoopBuilder#threadLocal}.
 *
 * <p>The loop captures where a task is spawned or a callback or job is scheduled, and restores where it starts. A task keeps
 * its values while it is suspended, since it has a thread of its own, which is cleared at its end. A callback runs on the
 * thread that drives the loop, which afterwards has its former values again. Threads that a task starts by itself have theirs
 * from the JDK alone.
 *
 * <p>A value that is captured is handed on as it is: where that can be changed, {@link #capture} should make a copy. All
 * methods concern the calling thread.
 *
 * @param <S> what is captured
 * @since 0.1
 */
public interface ThreadLocalAdapter<S> {

    /**
     * Returns the present value.
     *
     * @return the value, or {@code null} if there is none
     */
    @Nullable
    S capture();

    /**
     * Sets the value.
     *
     * @param captured what {@link #capture} returned; never {@code null}, for which {@link #clear} is called
     */
    void restore(S captured);

    /** Takes the value away. */
    void clear();

    /**
     * Returns an adapter of one thread-local variable.
     *
     * @param local the variable
     * @param <T> the type of its values
     * @return a new adapter
     */
    static <T> ThreadLocalAdapter<T> of(ThreadLocal<T> local) {
        Objects.requireNonNull(local, "local");
        return of(local::get, local::set, local::remove);
    }

    /**
     * Returns an adapter of something that keeps its values to itself. For SLF4J's logging context: {@code
     * of(MDC::getCopyOfContextMap, MDC::setContextMap, MDC::clear)}.
     *
     * @param getter returns the value of the calling thread, or {@code null}
     * @param setter sets it
     * @param remover takes it away
     * @param <T> the type of the values
     * @return a new adapter
     */
    static <T> ThreadLocalAdapter<T> of(
            Supplier<? extends @Nullable T> getter, Consumer<? super T> setter, Runnable remover) {
        Objects.requireNonNull(getter, "getter");
        Objects.requireNonNull(setter, "setter");
        Objects.requireNonNull(remover, "remover");
        return new ThreadLocalAdapter<>() {
            @Override
            public @Nullable T capture() {
                return getter.get();
            }

            @Override
            public void restore(T captured) {
                setter.accept(captured);
            }

            @Override
            public void clear() {
                remover.run();
            }
        };
    }
}
