// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** Runs things that may fail, and keeps the failures together. */
final class Calls {

    /** Something that may throw anything. */
    @FunctionalInterface
    interface Call {
        void run() throws Throwable;
    }

    private Calls() {}

    /** Returns what the call threw, or {@code null}; an error of the virtual machine goes through. */
    static @Nullable Throwable attempt(Call call) {
        try {
            call.run();
            return null;
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            return e;
        }
    }

    /**
     * Returns the first failure, the later one suppressed in it; but as in JUnit, an assumption that was not met does not hide
     * a failure that comes after it.
     */
    static @Nullable Throwable combine(@Nullable Throwable first, @Nullable Throwable later) {
        if (first == null || later == null || later == first) {
            return first == null ? later : first;
        }
        if (first instanceof TestAbortedException && !(later instanceof TestAbortedException)) {
            later.addSuppressed(first);
            return later;
        }
        first.addSuppressed(later);
        return first;
    }

    /** Throws a failure where only exceptions may be thrown. */
    static RuntimeException rethrow(Throwable failure) throws Exception {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof Exception exception) {
            throw exception;
        }
        throw new AssertionError(failure);
    }
}
