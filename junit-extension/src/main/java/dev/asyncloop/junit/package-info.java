// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * The JUnit extension: start at {@code AsyncLoopTest}.
 */
@NullMarked
package dev.asyncloop.junit;

import org.jspecify.annotations.NullMarked;
