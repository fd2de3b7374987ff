// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.defects;

import dev.asyncloop.Loop;
import dev.asyncloop.Promise;
import dev.asyncloop.Task;

/** A shield that looks at a failure which comes after it was cancelled, and tells nobody. */
public final class BrokenShield {

    private BrokenShield() {}

    public static <T> Promise<T> shield(Loop loop, Task<T> inner) {
        Promise<T> outer = loop.promise("shield");
        inner.onDone(done -> {
            if (inner.isFailed()) {
                outer.tryFail(inner.exceptionNow()); // which counts as having looked, also where nobody hears of it
            } else if (inner.isCancelled()) {
                outer.cancel();
            } else {
                outer.tryComplete(inner.resultNow());
            }
        });
        return outer;
    }
}
