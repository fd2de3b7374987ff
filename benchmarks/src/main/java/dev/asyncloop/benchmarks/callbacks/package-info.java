// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0

/** What callbacks and timers cost, beside limits and schedulers of other libraries. */
@NullMarked
package dev.asyncloop.benchmarks.callbacks;

import org.jspecify.annotations.NullMarked;
