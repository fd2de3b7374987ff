// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.lockfree;

import org.jspecify.annotations.Nullable;

/** An item of a stack, and what lies below it. */
record Node(String item, @Nullable Node below) {}
