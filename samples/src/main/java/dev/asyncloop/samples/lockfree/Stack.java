// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.lockfree;

import org.jspecify.annotations.Nullable;

/** Last in, first out. */
public interface Stack {

    void push(String item);

    /** Returns the last item, or {@code null} if there is none. */
    @Nullable
    String pop();
}
