// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * AssertJ assertions on loops and tasks.
 */
@NullMarked
package dev.asyncloop.junit.assertj;

import org.jspecify.annotations.NullMarked;
