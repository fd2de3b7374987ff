// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The task of a {@code run(..)}: all of a loop share one context, so that what one run sets the next one sees. */
final class MainTask<T extends @Nullable Object> extends FibreTask<T> {

    MainTask(Engine engine, Callable<T> body) {
        super(engine, "main", body, false);
        if (engine.mainContext == null) {
            engine.mainContext = super.context();
        }
    }

    @Override
    Context context() {
        Context shared = engine().mainContext;
        return shared == null ? super.context() : shared;
    }

    @Override
    void changeContext(Context changed) {
        engine().mainContext = changed;
    }
}
