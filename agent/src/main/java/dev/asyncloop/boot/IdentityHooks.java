// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.boot;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Identity hash codes that repeat. The JVM draws one when an object is first asked for it, keeps it in the object's header, and
 * draws others in the next run; and hash tables are iterated in that order, also inside of the JDK. So before an object is asked
 * in a loop, and has none yet, it is given one: of the loop's seed, or of its name for enum constants and classes, which are
 * there for all loops.
 *
 * <p>Where the header keeps it is found out by looking at some objects. Only headers are changed that are neither locked nor
 * hashed, by compare-and-set, as the JVM does it itself. Where none of this fits, the JVM's own codes stay.
 */
public final class IdentityHooks {

    private static final long HASH_BITS = 0x7fff_ffffL;
    private static final long STAMP_BITS = 0xff;
    private static final long STAMP_FACTOR = 0x9e3779b9L;
    private static final int LOCK_BITS = 3;
    private static final int UNLOCKED = 1;
    private static final int NOT_FOUND = -1;
    private static final int SAMPLES = 4;

    private static final @Nullable MethodHandle GET;
    private static final @Nullable MethodHandle SET;

    private static final int SHIFT;

    static {
        MethodHandle get = null;
        MethodHandle set = null;
        int shift = NOT_FOUND;
        try {
            Class<?> type = Class.forName("jdk.internal.misc.Unsafe", true, null);
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            Object unsafe = lookup.findStatic(type, "getUnsafe", MethodType.methodType(type))
                    .invoke();
            get = lookup.findVirtual(
                            type, "getLongVolatile", MethodType.methodType(long.class, Object.class, long.class))
                    .bindTo(unsafe);
            set = lookup.findVirtual(
                            type,
                            "compareAndSetLong",
                            MethodType.methodType(boolean.class, Object.class, long.class, long.class, long.class))
                    .bindTo(unsafe);
            shift = findShift(get);
        } catch (Throwable e) {
            get = null; // the JVM's own codes stay
        }
        GET = get;
        SET = set;
        SHIFT = get == null ? NOT_FOUND : shift;
    }

    private IdentityHooks() {}

    /** Initialises this class: not when the JDK calls, which may be in the middle of anything. */
    static void initialize() throws ReflectiveOperationException {
        MethodHandles.lookup().ensureInitialized(IdentityHooks.class);
        if (SHIFT != NOT_FOUND) {
            Object sample = new Object();
            long header = header(sample); // what links the calls in here, for linking asks for hash codes
            replaceHeader(sample, header, header);
        }
    }

    /** Returns the place of the code in the header, if all of some objects have it there and did not before they were asked. */
    private static int findShift(MethodHandle get) throws Throwable {
        long[] without = new long[SAMPLES];
        long[] with = new long[SAMPLES];
        long[] codes = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            Object sample = new Object();
            without[i] = (long) get.invokeExact(sample, 0L);
            codes[i] = System.identityHashCode(sample);
            with[i] = (long) get.invokeExact(sample, 0L);
        }
        for (int shift = 2; shift <= 33; shift++) {
            boolean fits = true;
            for (int i = 0; i < SAMPLES; i++) {
                fits &= with[i] == (without[i] | codes[i] << shift)
                        && (without[i] >>> shift & HASH_BITS) == 0
                        && (without[i] & LOCK_BITS) == UNLOCKED;
            }
            if (fits) {
                return shift;
            }
        }
        return NOT_FOUND;
    }

    /** Before {@link Object#hashCode()}. */
    public static void beforeHashCode(@Nullable Object object) {
        if (Hooks.loops != 0 && !(object instanceof String)) {
            identify(object);
        }
    }

    /** Instead of {@link System#identityHashCode(Object)}. */
    public static int identityHashCode(@Nullable Object object) {
        if (Hooks.loops != 0) {
            identify(object);
        }
        return System.identityHashCode(object);
    }

    private static void identify(@Nullable Object object) {
        if (object == null || SHIFT == NOT_FOUND) {
            return;
        }
        Object loop = Hooks.loop();
        if (loop == null) {
            return;
        }
        long header = header(object);
        if ((header & LOCK_BITS) != UNLOCKED) {
            if (!isOfAllLoops(object)) {
                Hooks.access.unseeded(loop, "an identity hash code of a locked object,", object.getClass());
            }
        } else {
            long code = header >>> SHIFT & HASH_BITS;
            if (code == 0) {
                replaceHeader(object, header, header | stamped(codeFor(object, loop)) << SHIFT);
            } else if (code != stamped(code) && !isOfAllLoops(object)) {
                Hooks.access.unseeded(loop, "an identity hash code from before the loop,", object.getClass());
            }
        }
    }

    /** Returns a code whose last bits are a sum of the others, by which ours are known; not 0. */
    private static long stamped(long code) {
        long others = code & HASH_BITS & ~STAMP_BITS;
        return others | (((others * STAMP_FACTOR) >>> 32) | 1) & STAMP_BITS;
    }

    /** Returns whether an object is there for all loops, and is hashed by the JVM itself when it loads classes. */
    private static boolean isOfAllLoops(Object object) {
        return object instanceof Class<?>
                || object instanceof Enum<?>
                || object instanceof ClassLoader
                || object instanceof Module;
    }

    private static long header(Object object) {
        MethodHandle get = GET;
        try {
            return get == null ? 0 : (long) get.invokeExact(object, 0L);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean replaceHeader(Object object, long expected, long header) {
        MethodHandle set = SET;
        try {
            return set != null && (boolean) set.invokeExact(object, 0L, expected, header);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static long codeFor(Object object, Object loop) {
        if (object instanceof Class<?> type) {
            return type.getName().hashCode();
        }
        if (object instanceof Enum<?> constant) {
            return 31L * constant.getDeclaringClass().getName().hashCode()
                    + constant.name().hashCode();
        }
        return Hooks.access.nextIdentity(loop, object.getClass());
    }
}
