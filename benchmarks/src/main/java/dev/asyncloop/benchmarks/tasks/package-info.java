// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0

/** What tasks cost to start and to switch, beside bare virtual threads and coroutines. */
@NullMarked
package dev.asyncloop.benchmarks.tasks;

import org.jspecify.annotations.NullMarked;
