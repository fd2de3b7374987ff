// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0

/** How the cost of a callback, a timer and a task grows with how many there are. */
@NullMarked
package dev.asyncloop.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
