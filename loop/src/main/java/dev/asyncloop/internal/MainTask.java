// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The task of a {@code run(..)}: all of a loop share one context, so that what one run sets the next one sees. Where it was spawned
 * is on the stack of the driving thread for as long as that drives it, so nobody looks unless it comes into somebody's hands.
 */
final class MainTask<T extends @Nullable Object> extends FibreTask<T> {

    private @Nullable String site;
    private boolean driven;

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
        keepSite();
        return site != null ? site : Sites.text(null);
    }

    /** Notes where it is spawned, if it is known and was not noted: somebody may ask. */
    void keepSite() {
        Thread driver = engine().driver();
        if (site == null && driven && driver != null && engine().settings.taskSites) {
            site = Sites.driveSite(driver);
        }
    }

    /** Runs it to its end, on the thread that drives. */
    T drive() {
        driven = true;
        try {
            engine().loop.waiting.driveOn(this);
        } catch (Throwable e) {
            keepSite(); // it has not ended
            throw e;
        } finally {
            driven = false;
        }
        return join();
    }
}
