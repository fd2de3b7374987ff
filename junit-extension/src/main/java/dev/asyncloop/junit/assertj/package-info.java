// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * AssertJ assertions on loops, tasks and virtual clocks; start at {@link dev.asyncloop.junit.assertj.LoopAssertions}.
 */
@NullMarked
package dev.asyncloop.junit.assertj;

import org.jspecify.annotations.NullMarked;
