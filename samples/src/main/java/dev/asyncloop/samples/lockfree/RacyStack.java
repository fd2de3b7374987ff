// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.lockfree;

import dev.asyncloop.Loop;
import dev.asyncloop.sync.Cell;
import org.jspecify.annotations.Nullable;

/** The bug: looks at the top, and sets it a moment later, when it may be another one: items get lost, or come twice. */
public final class RacyStack implements Stack {

    private final Cell<@Nullable Node> top;

    public RacyStack(Loop loop) {
        top = new Cell<>(loop, null);
    }

    @Override
    public void push(String item) {
        top.set(new Node(item, top.get()));
    }

    @Override
    public @Nullable String pop() {
        Node node = top.get();
        if (node == null) {
            return null;
        }
        top.set(node.below());
        return node.item();
    }
}
