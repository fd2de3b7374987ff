// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import org.jspecify.annotations.Nullable;

/** A virtual thread that a task has started by itself: it runs on the loop, since it inherits the scheduler. */
final class AdoptedTask extends FibreTask<@Nullable Void> {

    private @Nullable Throwable uncaught;

    AdoptedTask(Engine engine, @Nullable String name, Context context) {
        super(engine, name, null, false, Sites.caller(), context);
    }

    void start(Fibre fibre) {
        adoptFibre(fibre);
        start();
    }

    /** Never called: the thread has a body of its own. */
    @Override
    public void body() {
        throw new AssertionError("an adopted thread has its own body");
    }

    /** Makes an exception that ends the thread the failure of this task; a handler that the thread has is told as well. */
    void takeFailureOf(Thread thread) {
        Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
        thread.setUncaughtExceptionHandler((failed, e) -> {
            uncaught = e;
            if (!(before instanceof ThreadGroup)) {
                before.uncaughtException(failed, e);
            }
        });
    }

    /** Notes that the thread has ended. */
    void ended() {
        Throwable failure = uncaught;
        finish(() -> {
            if (failure == null) {
                end(null);
            } else {
                endFailed(failure);
            }
        });
    }
}
