// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK asks a loop, by way of the agent. A loop is an opaque object to the agent, which gets it from
 * {@link #loopOf} or {@link #loopOfDriver} and gives it back. All other methods are called by a step of that loop.
 */
public final class PlainJava {

    private PlainJava() {}

    /** Returns whether plain Java runs under the loops of this JVM; activates the agent at the first call. */
    public static boolean isOn() {
        return LoopAgents.active() != null;
    }

    /** Returns what stands in the way of plain Java, as whole sentences; empty if nothing does. */
    public static String obstacle() {
        return LoopAgents.obstacle();
    }

    /** Returns the class of the schedulers that {@link #loopOf} takes. */
    public static Class<?> fibreClass() {
        return VirtualFibres.fibreClass();
    }

    /** Returns the loop of the virtual thread that has this scheduler, or {@code null} if it keeps to real time. */
    public static @Nullable Object loopOf(Object scheduler) {
        return inVirtualTime(VirtualFibres.engineOf(scheduler));
    }

    /** Returns the loop that the calling thread drives, while a step runs; {@code null} if it keeps to real time. */
    public static @Nullable Object loopOfDriver() {
        Engine.Link link = Engine.CURRENT.get();
        Engine engine = link == null ? null : link.loop().engine;
        return engine != null && engine.driver() == Thread.currentThread() && engine.isInStep()
                ? inVirtualTime(engine)
                : null;
    }

    private static @Nullable Engine inVirtualTime(Engine engine) {
        return engine.settings.realTime ? null : engine;
    }

    /** Returns what {@code System.nanoTime()} returns. */
    public static long nanoTime(Object loop) {
        return ((Engine) loop).clock.nanoTime();
    }

    /** Returns what {@code System.currentTimeMillis()} returns. */
    public static long currentTimeMillis(Object loop) {
        return ((Engine) loop).clock.millis();
    }

    /** Returns what {@code Instant.now()} returns. */
    public static Instant instant(Object loop) {
        return ((Engine) loop).clock.instant();
    }

    /** Runs an action of the JDK at a time of the loop's clock, on the thread that drives the loop. */
    public static Future<?> schedule(Object loop, Runnable action, long delay, TimeUnit unit) {
        Engine engine = (Engine) loop;
        return new JdkTimer(engine, action, engine.clock.nanoTime() + unit.toNanos(delay));
    }
}
