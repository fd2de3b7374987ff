// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import org.jspecify.annotations.Nullable;

/** A virtual thread that a task has started by itself: it runs on the loop, since it inherits the scheduler. */
final class AdoptedTask extends FibreTask<@Nullable Void> {

    AdoptedTask(Engine engine, @Nullable String name) {
        super(engine, name, null, false);
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

    /** Notes that the thread has ended. */
    void ended() {
        finish(() -> complete(null));
    }
}
