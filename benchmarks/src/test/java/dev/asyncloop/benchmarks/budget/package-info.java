// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0

/** What the hot paths may cost, in what does not depend on the machine: allocated bytes, steps and choices. */
@NullMarked
package dev.asyncloop.benchmarks.budget;

import org.jspecify.annotations.NullMarked;
