// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0

/** How many orders it takes to find known bugs, and how small the failing ones become. */
@NullMarked
package dev.asyncloop.benchmarks.bugs;

import org.jspecify.annotations.NullMarked;
