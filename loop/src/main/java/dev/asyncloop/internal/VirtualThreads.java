// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Access to virtual threads with a scheduler of our own.
 *
 * <p>JDK 21 to 25 can make them, but only for code inside {@code java.lang}: {@code ThreadBuilders.newVirtualThread(Executor,
 * String, int, Runnable)}. With {@code --add-opens java.base/java.lang=ALL-UNNAMED} we may call it. Nothing is assumed of a
 * JDK: the methods are looked for, and one virtual thread is run, parked and run again for a trial.
 */
final class VirtualThreads {

    private static final @Nullable MethodHandle NEW;
    private static final @Nullable Parking PARKING;
    private static final @Nullable Unparking UNPARKING;
    private static final String OBSTACLE;

    static {
        PlainJava.isOn(); // connects the agent, which opens java.lang to us
        MethodHandle constructor = null;
        Parking parking = null;
        Unparking unparking = null;
        String obstacle = "";
        try {
            if (Runtime.version().feature() < 21) {
                obstacle = "it needs JDK 21 or later, and this is JDK "
                        + Runtime.version().feature() + ".";
            } else {
                constructor = lookUp();
                parking = Parking.lookUp();
                unparking = Unparking.lookUp();
                obstacle = trial(constructor, parking, unparking);
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
        PARKING = obstacle.isEmpty() ? parking : null;
        UNPARKING = obstacle.isEmpty() ? unparking : null;
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

    /**
     * Parks the calling virtual thread, which must be one of ours, whether or not it has a permit; returns false, at once, where
     * it is pinned. This is {@code VirtualThread.park} without what that does to a pinned thread, which is to park the carrier,
     * the loop's own thread.
     */
    static boolean park() {
        Thread thread = Thread.currentThread();
        Parking parking = PARKING;
        if (parking == null) {
            throw new IllegalStateException(OBSTACLE);
        }
        return parking.park(thread);
    }

    /**
     * Makes a virtual thread of ours that is parked able to go on, without handing its continuation to its scheduler, who runs it now
     * anyway; returns false, at once, where it is not parked any more, or where this JDK has no such state. It goes on as after
     * {@code Thread.yield}: a permit, if another thread has given it one, is still there.
     */
    static boolean unpark(Thread thread) {
        Unparking unparking = UNPARKING;
        return unparking != null && unparking.unpark(thread);
    }

    private static MethodHandle method(Class<?> owner, String name, MethodType type)
            throws ReflectiveOperationException {
        Method method =
                owner.getDeclaredMethod(name, type.dropParameterTypes(0, 1).parameterArray());
        method.setAccessible(true);
        return MethodHandles.lookup().unreflect(method).asType(type);
    }

    private static int constant(Class<?> owner, String name) throws ReflectiveOperationException {
        Field field = owner.getDeclaredField(name);
        field.setAccessible(true);
        return field.getInt(null);
    }

    /** What of a virtual thread it takes to let it go on, where a JDK has that; JDK 21 has no state for it. */
    private record Unparking(MethodHandle compareAndSetState, int parked, int yielded) {

        static @Nullable Unparking lookUp() {
            try {
                Class<?> type = Class.forName("java.lang.VirtualThread");
                return new Unparking(
                        method(
                                type,
                                "compareAndSetState",
                                MethodType.methodType(boolean.class, Thread.class, int.class, int.class)),
                        constant(type, "PARKED"),
                        constant(type, "YIELDED"));
            } catch (ReflectiveOperationException e) {
                return null;
            }
        }

        boolean unpark(Thread thread) {
            try {
                return (boolean) compareAndSetState.invokeExact(thread, parked, yielded);
            } catch (Throwable e) {
                throw Throwing.sneaky(e);
            }
        }
    }

    /** What of a virtual thread it takes to park it. */
    private record Parking(MethodHandle yield, MethodHandle setState, int parking, int running) {

        static Parking lookUp() throws ReflectiveOperationException {
            Class<?> type = Class.forName("java.lang.VirtualThread");
            return new Parking(
                    method(type, "yieldContinuation", MethodType.methodType(boolean.class, Thread.class)),
                    method(type, "setState", MethodType.methodType(void.class, Thread.class, int.class)),
                    constant(type, "PARKING"),
                    constant(type, "RUNNING"));
        }

        boolean park(Thread thread) {
            boolean left = false;
            try {
                setState.invokeExact(thread, parking);
                try {
                    left = (boolean) yield.invokeExact(thread);
                } finally {
                    if (!left) {
                        setState.invokeExact(thread, running);
                    }
                }
            } catch (Throwable e) {
                throw Throwing.sneaky(e);
            }
            return left;
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

    private static String trial(MethodHandle constructor, Parking parking, @Nullable Unparking unparking) {
        Runnable[] submitted = new Runnable[1];
        boolean[] ran = new boolean[2];
        try {
            Executor scheduler = continuation -> submitted[0] = continuation;
            Runnable body = () -> {
                ran[0] = parking.park(Thread.currentThread());
                ran[1] = true;
            };
            Thread thread = (Thread) constructor.invokeExact(scheduler, "asyncloop-trial", 0, body);
            thread.start();
            if (submitted[0] == null) {
                return "this JDK (" + Runtime.version() + ") does not ask our scheduler.";
            }
            if (!Jdk.isVirtual(Thread.currentThread())) {
                submitted[0].run();
                if (ran[1] || thread.getState() != Thread.State.WAITING) {
                    return "this JDK (" + Runtime.version() + ") does not park on the calling thread.";
                }
                if (unparking == null || !unparking.unpark(thread)) {
                    LockSupport.unpark(thread);
                }
                submitted[0].run();
                if (!ran[0] || !ran[1]) {
                    return "this JDK (" + Runtime.version() + ") does not run on the calling thread.";
                }
            }
            return "";
        } catch (Throwable e) {
            return "this JDK (" + Runtime.version() + ") is not known to it: " + e;
        }
    }
}
