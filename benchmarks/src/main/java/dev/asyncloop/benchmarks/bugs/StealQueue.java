// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import dev.asyncloop.benchmarks.bugs.World.Mutex;
import dev.asyncloop.benchmarks.bugs.World.Variable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A queue of which the owner has one end and thieves the other, by the THE protocol (Frigo, Leiserson, Randall: "The implementation
 * of the Cilk-5 multithreaded language", PLDI 1998): each side announces what it will take, then looks whether the other one has
 * come too near, and settles that under a lock.
 *
 * <p>Its bug is one of CHESS: a push into a full array overwrites the place of an item that a thief has claimed and not yet read.
 */
final class StealQueue {

    private final World world;
    private final Mutex mutex;
    private final Variable<Integer> head;
    private final Variable<Integer> tail;
    /** How many places a push leaves free: one for the item that a thief has claimed. */
    private final int spare;

    private List<Variable<Integer>> items;

    StealQueue(World world, boolean mended) {
        this.world = world;
        mutex = world.mutex("queue");
        head = world.variable(0);
        tail = world.variable(0);
        items = world.array(2);
        spare = mended ? 1 : 0;
    }

    /** Takes the oldest item, or {@code null}; for thieves. */
    @Nullable
    Integer steal() {
        mutex.lock();
        try {
            int claimed = head.get();
            head.set(claimed + 1);
            if (claimed < tail.get()) {
                return place(claimed).get();
            }
            head.set(claimed);
            return null;
        } finally {
            mutex.unlock();
        }
    }

    /** Takes the newest item, or {@code null}; for the owner, as all that follows. */
    @Nullable
    Integer pop() {
        int claimed = tail.get() - 1;
        tail.set(claimed);
        if (head.get() <= claimed) {
            return place(claimed).get();
        }
        tail.set(claimed + 1);
        return popAlone();
    }

    private @Nullable Integer popAlone() {
        mutex.lock();
        try {
            int claimed = tail.get() - 1;
            tail.set(claimed);
            if (head.get() <= claimed) {
                return place(claimed).get();
            }
            head.set(0);
            tail.set(0);
            return null;
        } finally {
            mutex.unlock();
        }
    }

    void push(int item) {
        int end = tail.get();
        if (end < head.get() + items.size() - spare) {
            place(end).set(item);
            tail.set(end + 1);
        } else {
            pushAlone(item);
        }
    }

    private void pushAlone(int item) {
        mutex.hold(() -> {
            int start = head.get() % items.size();
            int count = tail.get() - head.get();
            if (count >= items.size() - 1) {
                List<Variable<Integer>> more = new ArrayList<>(world.array(2 * items.size()));
                for (int i = 0; i < count; i++) {
                    more.get(i).set(place(start + i).get());
                }
                items = more;
                start = 0;
            }
            head.set(start);
            tail.set(start + count);
            place(start + count).set(item);
            tail.set(start + count + 1);
        });
    }

    private Variable<Integer> place(int index) {
        return items.get(index % items.size());
    }
}
