// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait at a primitive, first come, first served: asyncio's deque of waiters. Whoever was woken stays in the line
 * until it has resumed, so that a newcomer who looks whether the line is empty does not overtake it.
 */
public final class WaitingLine {

    private final Loop loop;
    private final SharedObject shared;
    private final Supplier<String> description;
    private final Supplier<@Nullable Task<?>> helper;
    private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();

    /** Makes an empty line at a primitive; for the parameters see {@link Waiter#on}. */
    public WaitingLine(
            Loop loop, SharedObject shared, Supplier<String> description, Supplier<@Nullable Task<?>> helper) {
        this.loop = loop;
        this.shared = shared;
        this.description = description;
        this.helper = helper;
    }

    /** Names a primitive for reports by where it is made; to be called by its constructor. */
    public static String label(String kind) {
        return kind + " made at " + Sites.text(Sites.caller());
    }

    /** Names a primitive for reports. */
    public static String label(String kind, String name) {
        return kind + " \"" + Objects.requireNonNull(name, "name") + "\"";
    }

    /** Takes the last place, without waiting yet. */
    public Waiter join() {
        Waiter waiter = Waiter.on(loop, shared, description, helper);
        waiters.add(waiter);
        return waiter;
    }

    /** Waits at a place of this line to be woken, and leaves the line whatever happens. */
    public void await(Waiter waiter) {
        try {
            waiter.await();
        } finally {
            shared.changed();
            waiters.remove(waiter);
        }
    }

    /** Waits at the end of this line to be woken. */
    public void await() {
        await(join());
    }

    /** Returns whether nobody waits, or was woken and has not resumed yet; those who were cancelled do not count. */
    public boolean isEmpty() {
        for (Waiter waiter : waiters) {
            if (!waiter.isCancelled()) {
                return false;
            }
        }
        return true;
    }

    /** Wakes the first one, unless it is on its way already, as one that was woken or cancelled is. */
    public void wakeFirst() {
        Waiter first = waiters.peek();
        if (first != null) {
            first.wake();
        }
    }

    /** Wakes the first one of those who are not on their way; returns whether there was one. */
    public boolean wakeNext() {
        return wakeNext(1) == 1;
    }

    /** Wakes the first ones of those who are not on their way; returns how many there were. */
    public int wakeNext(int atMost) {
        int woken = 0;
        for (Waiter waiter : waiters) {
            if (woken == atMost) {
                break;
            }
            woken += waiter.wake() ? 1 : 0;
        }
        return woken;
    }

    /** Wakes all. */
    public void wakeAll() {
        waiters.forEach(Waiter::wake);
    }
}
