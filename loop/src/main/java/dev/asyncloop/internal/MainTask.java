// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The task of a {@code run(..)}: all of a loop share one context, so that what one run sets the next one sees. Where it was spawned
 * is on the stack of the driving thread for as long as that drives, so nobody looks unless somebody asks.
 */
final class MainTask<T extends @Nullable Object> extends FibreTask<T> {

    private @Nullable String site;

    MainTask(Engine engine, Callable<T> body) {
        super(engine, "main", body, false, null, engine.captureContext());
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

    @Override
    public String spawnSite() {
        Thread driver = engine().driver();
        return site != null
                ? site
                : driver == null || !engine().settings.taskSites ? Sites.text(null) : Sites.driveSite(driver);
    }

    /** Notes where it was spawned: the run is about to end, and the task has not. */
    void keepSite() {
        site = spawnSite();
    }
}
