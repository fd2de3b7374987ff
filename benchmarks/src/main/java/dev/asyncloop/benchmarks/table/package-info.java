// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0

/** The table of all that is measured: ratios to limits and peers of the same run. */
@NullMarked
package dev.asyncloop.benchmarks.table;

import org.jspecify.annotations.NullMarked;
