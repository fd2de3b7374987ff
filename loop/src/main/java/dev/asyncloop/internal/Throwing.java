// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.ThrowingRunnable;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Throws exceptions as they are, checked or not, and looks behind wrappers. */
public final class Throwing {

    private Throwing() {}

    /** Throws {@code e} as it is; declared to return, so that callers can write {@code throw sneaky(e)}. */
    public static RuntimeException sneaky(Throwable e) {
        throw Throwing.<RuntimeException>unchecked(e);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X unchecked(Throwable e) throws X {
        throw (X) e;
    }

    /** Returns the failure inside the wrappers of futures. */
    static Throwable unwrap(Throwable e) {
        Throwable inner = e;
        while ((inner instanceof CompletionException || inner instanceof ExecutionException)
                && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }

    /** Returns a body that returns nothing as one that returns {@code null}. */
    public static Callable<@Nullable Void> callable(ThrowingRunnable body) {
        return new VoidBody(Objects.requireNonNull(body, "body"));
    }

    /** Returns the class of a body as the user wrote it. */
    static Class<?> classOf(Callable<?> body) {
        return body instanceof VoidBody wrapper ? wrapper.body.getClass() : body.getClass();
    }

    private record VoidBody(ThrowingRunnable body) implements Callable<@Nullable Void> {

        @Override
        public @Nullable Void call() throws Exception {
            body.run();
            return null;
        }
    }
}
