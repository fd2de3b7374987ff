// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0

/** What the agent costs: at the start of a JVM, outside of loops, and in a loop. */
@NullMarked
package dev.asyncloop.benchmarks.plain;

import org.jspecify.annotations.NullMarked;
