// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0

/** How many orders of a small program can be tried in a second. */
@NullMarked
package dev.asyncloop.benchmarks.throughput;

import org.jspecify.annotations.NullMarked;
