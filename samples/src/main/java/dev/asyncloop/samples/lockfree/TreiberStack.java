// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.lockfree;

import dev.asyncloop.Loop;
import dev.asyncloop.sync.Cell;
import org.jspecify.annotations.Nullable;

/** The fix, by Treiber: sets the top only if it is still the one that was looked at, and else tries again. */
public final class TreiberStack implements Stack {

    private final Cell<@Nullable Node> top;

    public TreiberStack(Loop loop) {
        top = new Cell<>(loop, null);
    }

    @Override
    public void push(String item) {
        Node old;
        do {
            old = top.get();
        } while (!top.compareAndSet(old, new Node(item, old)));
    }

    @Override
    public @Nullable String pop() {
        while (true) {
            Node old = top.get();
            if (old == null) {
                return null;
            }
            if (top.compareAndSet(old, old.below())) {
                return old.item();
            }
        }
    }
}
