// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0

/** What stays on the heap: of an idle task, of a pending timer, of a recorded choice. */
@NullMarked
package dev.asyncloop.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
