// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.bugs;

import static dev.asyncloop.agent.bugs.Subject.hanging;
import static dev.asyncloop.agent.bugs.Subject.twice;

import dev.asyncloop.schedule.Points;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Mistakes of plain Java, each beside the same without the mistake, and the first set of points by which they come to light. */
@SuppressWarnings({"ImmutableEnumChecker", "LockNotBeforeTry", "LockOnNonEnclosingClassLiteral"
}) // short, and wrong on purpose
public enum Bug {
    LOCKS_IN_OPPOSITE_ORDER(Points.SYNC, () -> {
        Lock left = new ReentrantLock();
        Lock right = new ReentrantLock();
        return hanging(() -> lockBoth(left, right), () -> lockBoth(right, left));
    }),
    LOCKS_IN_ONE_ORDER(null, () -> {
        Lock left = new ReentrantLock();
        Lock right = new ReentrantLock();
        return hanging(() -> lockBoth(left, right), () -> lockBoth(left, right));
    }),
    MONITORS_IN_OPPOSITE_ORDER(Points.SYNC, () -> {
        Object left = new Object();
        Object right = new Object();
        return hanging(() -> enterBoth(left, right), () -> enterBoth(right, left));
    }),
    MONITORS_IN_ONE_ORDER(null, () -> {
        Object left = new Object();
        Object right = new Object();
        return hanging(() -> enterBoth(left, right), () -> enterBoth(left, right));
    }),
    SYNCHRONIZED_METHODS_IN_OPPOSITE_ORDER(Points.SYNC, () -> {
        Numbers left = new Numbers();
        Numbers right = new Numbers();
        return hanging(() -> left.incrementBoth(right), () -> right.incrementBoth(left));
    }),
    SYNCHRONIZED_GET_THEN_SET(Points.SYNC, () -> {
        Numbers numbers = new Numbers();
        return twice(() -> numbers.set(numbers.get() + 1), () -> numbers.get() == 2);
    }),
    SYNCHRONIZED_INCREMENT(null, () -> {
        Numbers numbers = new Numbers();
        return twice(numbers::increment, () -> numbers.get() == 2);
    }),
    STATIC_SYNCHRONIZED_GET_THEN_SET(Points.SYNC, () -> {
        Numbers.setShared(0);
        return twice(() -> Numbers.setShared(Numbers.getShared() + 1), () -> Numbers.getShared() == 2);
    }),
    ATOMIC_GET_THEN_SET(Points.SYNC, () -> {
        AtomicInteger number = new AtomicInteger();
        return twice(() -> number.set(number.get() + 1), () -> number.get() == 2);
    }),
    ATOMIC_INCREMENT(null, () -> {
        AtomicInteger number = new AtomicInteger();
        return twice(() -> number.incrementAndGet(), () -> number.get() == 2);
    }),
    VOLATILE_INCREMENT(Points.SYNC, () -> {
        Numbers numbers = new Numbers();
        return twice(numbers::incrementKnown, () -> numbers.known == 2);
    }),
    CONCURRENT_MAP_CHECK_THEN_ACT(Points.SYNC, () -> {
        Map<String, Thread> owners = new ConcurrentHashMap<>();
        AtomicInteger made = new AtomicInteger();
        return twice(() -> checkThenPut(owners, made), () -> made.get() == 1);
    }),
    CONCURRENT_MAP_PUT_IF_ABSENT(null, () -> {
        Map<String, Thread> owners = new ConcurrentHashMap<>();
        AtomicInteger made = new AtomicInteger();
        return twice(() -> putIfAbsent(owners, made), () -> made.get() == 1);
    }),
    SYNCHRONIZED_LIST_CHECK_THEN_ACT(Points.SYNC, () -> {
        List<String> list = Collections.synchronizedList(new ArrayList<>());
        return twice(() -> addIfMissing(list), () -> list.size() == 1);
    }),
    SYNCHRONIZED_LIST_IN_ITS_MONITOR(null, () -> {
        List<String> list = Collections.synchronizedList(new ArrayList<>());
        return twice(() -> addIfMissingInMonitor(list), () -> list.size() == 1);
    }),
    LIST_CHECK_THEN_ACT(Points.MEMORY, () -> {
        List<String> list = new ArrayList<>();
        return twice(() -> addIfMissing(list), () -> list.size() == 1);
    }),
    LAZY_STATIC_FIELD(Points.MEMORY, () -> {
        Numbers.lazy = null;
        Object[] seen = new Object[2];
        return new Subject(
                () -> seen[0] = Numbers.lazily(), () -> seen[1] = Numbers.lazily(), () -> seen[0] == seen[1]);
    }),
    LAZY_STATIC_FIELD_IN_MONITOR(null, () -> {
        Numbers.lazy = null;
        Object[] seen = new Object[2];
        return new Subject(
                () -> seen[0] = lazilyInMonitor(), () -> seen[1] = lazilyInMonitor(), () -> seen[0] == seen[1]);
    }),
    FIELD_INCREMENT(Points.MEMORY, () -> {
        Numbers numbers = new Numbers();
        return twice(() -> numbers.plain++, () -> numbers.plain == 2);
    }),
    WIDE_FIELD_INCREMENT(Points.MEMORY, () -> {
        Numbers numbers = new Numbers();
        return twice(() -> numbers.wide++, () -> numbers.wide == 2);
    }),
    STATIC_FIELD_INCREMENT(Points.MEMORY, () -> {
        Numbers.shared = 0;
        return twice(() -> Numbers.shared++, () -> Numbers.shared == 2);
    }),
    ELEMENT_INCREMENT(Points.MEMORY, () -> {
        Numbers numbers = new Numbers();
        return twice(() -> numbers.elements[1]++, () -> numbers.elements[1] == 2);
    });

    private final @Nullable Points needed;
    private final Supplier<Subject> maker;

    Bug(@Nullable Points needed, Supplier<Subject> maker) {
        this.needed = needed;
        this.maker = maker;
    }

    /** Makes a subject whose threads fail in a synchronized method, and go on. */
    public static Subject failing() {
        Numbers numbers = new Numbers();
        AtomicInteger failures = new AtomicInteger();
        return twice(
                () -> {
                    try {
                        numbers.fail();
                    } catch (IllegalStateException e) {
                        failures.incrementAndGet();
                    }
                },
                () -> failures.get() == 2);
    }

    /** Makes what fails, or does not. */
    public Subject make() {
        return maker.get();
    }

    /** Returns whether some order makes it fail, where these are the points. */
    public boolean failsWith(Points points) {
        return needed != null && points.compareTo(needed) >= 0;
    }

    private static void lockBoth(Lock first, Lock second) {
        first.lock();
        try {
            second.lock();
            second.unlock();
        } finally {
            first.unlock();
        }
    }

    private static void enterBoth(Object first, Object second) {
        synchronized (first) {
            synchronized (second) {
                first.notifyAll();
            }
        }
    }

    private static void checkThenPut(Map<String, Thread> owners, AtomicInteger made) {
        if (!owners.containsKey("key")) {
            owners.put("key", Thread.currentThread());
            made.incrementAndGet();
        }
    }

    private static void putIfAbsent(Map<String, Thread> owners, AtomicInteger made) {
        if (owners.putIfAbsent("key", Thread.currentThread()) == null) {
            made.incrementAndGet();
        }
    }

    private static void addIfMissing(List<String> list) {
        if (!list.contains("entry")) {
            list.add("entry");
        }
    }

    private static void addIfMissingInMonitor(List<String> list) {
        synchronized (list) {
            addIfMissing(list);
        }
    }

    private static Object lazilyInMonitor() {
        synchronized (Numbers.class) {
            return Numbers.lazily();
        }
    }
}
