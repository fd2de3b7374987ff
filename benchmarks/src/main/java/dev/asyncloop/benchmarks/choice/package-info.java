// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0

/** What it costs to choose among many that could run. */
@NullMarked
package dev.asyncloop.benchmarks.choice;

import org.jspecify.annotations.NullMarked;
