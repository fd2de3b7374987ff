// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Access to virtual threads with a scheduler of our own.
 *
 * <p>JDK 21 to 25 can make them, but only for code inside {@code java.lang}: {@code ThreadBuilders.newVirtualThread(Executor,
 * String, int, Runnable)}. With {@code --add-opens java.base/java.lang=ALL-UNNAMED} we may call it. Nothing is assumed of a
 * JDK: the method is looked for, and one virtual thread is run for a trial.
 */
final class VirtualThreads {

    private static final @Nullable MethodHandle NEW;
    private static final String OBSTACLE;

    static {
        PlainJava.isOn(); // connects the agent, which opens java.lang to us
        MethodHandle constructor = null;
        String obstacle = "";
        try {
            if (Runtime.version().feature() < 21) {
                obstacle = "it needs JDK 21 or later, and this is JDK "
                        + Runtime.version().feature() + ".";
            } else {
                constructor = lookUp();
                obstacle = trial(constructor);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            obstacle = e.getClass().getSimpleName().equals("InaccessibleObjectException")
                    ? "it needs the agent (dev.asyncloop:asyncloop-agent) or the JVM option "
                            + Jdk.addOpens("java.lang") + "."
                    : "this JDK (" + Runtime.version() + ") is not known to it: " + e;
        }
        if (obstacle.isEmpty()) {
            startPollersOfJdk();
        }
        NEW = obstacle.isEmpty() ? constructor : null;
        OBSTACLE = obstacle;
    }

    private VirtualThreads() {}

    static boolean isAvailable() {
        return NEW != null;
    }

    /** Returns what stands in the way, as the second half of a sentence; empty if nothing does. */
    static String obstacle() {
        return OBSTACLE;
    }

    /** Makes an unstarted virtual thread that asks {@code scheduler} to run it, and again whenever it can go on. */
    static Thread create(Executor scheduler, String name, Runnable body) {
        MethodHandle constructor = NEW;
        if (constructor == null) {
            throw new IllegalStateException(OBSTACLE);
        }
        try {
            return (Thread) constructor.invokeExact(scheduler, name, 0, body);
        } catch (Throwable e) {
            throw Throwing.sneaky(e);
        }
    }

    /** Returns the virtual thread whose continuation this is, or {@code null} if that cannot be found out. */
    static @Nullable Thread threadOf(Runnable continuation) {
        try {
            for (Field field : continuation.getClass().getDeclaredFields()) {
                if (Thread.class.isAssignableFrom(field.getType())) {
                    field.setAccessible(true);
                    return (Thread) field.get(continuation);
                }
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
        return null;
    }

    private static MethodHandle lookUp() throws ReflectiveOperationException {
        Method method = Class.forName("java.lang.ThreadBuilders")
                .getDeclaredMethod("newVirtualThread", Executor.class, String.class, int.class, Runnable.class);
        method.setAccessible(true);
        return MethodHandles.lookup().unreflect(method);
    }

    /**
     * Lets the JDK start, from here, the virtual threads by which it waits for blocking sockets. Else it would start them where a
     * task blocks on one for the first time: they would inherit the loop's scheduler, be adopted as tasks of that loop, and be
     * cancelled with it, for the whole JVM.
     */
    private static void startPollersOfJdk() {
        try {
            Class.forName("sun.nio.ch.Poller");
        } catch (ClassNotFoundException e) {
            // a JDK that waits in another way
        }
    }

    private static String trial(MethodHandle constructor) {
        Runnable[] submitted = new Runnable[1];
        boolean[] ran = new boolean[1];
        try {
            Executor scheduler = continuation -> submitted[0] = continuation;
            Runnable body = () -> ran[0] = true;
            Thread thread = (Thread) constructor.invokeExact(scheduler, "asyncloop-trial", 0, body);
            thread.start();
            if (submitted[0] == null) {
                return "this JDK (" + Runtime.version() + ") does not ask our scheduler.";
            }
            if (!Jdk.isVirtual(Thread.currentThread())) {
                submitted[0].run();
                if (!ran[0]) {
                    return "this JDK (" + Runtime.version() + ") does not run on the calling thread.";
                }
            }
            return "";
        } catch (Throwable e) {
            return "this JDK (" + Runtime.version() + ") is not known to it: " + e;
        }
    }
}
