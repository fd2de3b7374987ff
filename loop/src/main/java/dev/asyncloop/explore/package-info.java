// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Which orders to try, how to make a failing one small, and what was covered. Start at {@link dev.asyncloop.explore.Explorer};
 * the JUnit extension uses the parts of it.
 */
@NullMarked
package dev.asyncloop.explore;

import org.jspecify.annotations.NullMarked;
