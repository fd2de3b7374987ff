// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.boot;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What waits for processes, which live in real time. */
public final class ProcessHooks {

    private ProcessHooks() {}

    /** Instead of {@link Process#waitFor()}. */
    public static int waitFor(Process process) throws InterruptedException {
        @Nullable AutoCloseable hold = hold(false);
        try {
            return process.waitFor();
        } finally {
            letGo(hold);
        }
    }

    /** Instead of {@link Process#waitFor(long, TimeUnit)}. */
    public static boolean waitFor(Process process, long timeout, TimeUnit unit) throws InterruptedException {
        @Nullable AutoCloseable hold = hold(true);
        try {
            return process.waitFor(timeout, unit);
        } finally {
            letGo(hold);
        }
    }

    private static @Nullable AutoCloseable hold(boolean timed) {
        Object loop = Hooks.loop();
        return loop == null ? null : Hooks.access.io.holdForProcess(loop, timed);
    }

    private static void letGo(@Nullable AutoCloseable hold) {
        try {
            if (hold != null) {
                hold.close();
            }
        } catch (Exception e) {
            throw Real.sneaky(e);
        }
    }
}
