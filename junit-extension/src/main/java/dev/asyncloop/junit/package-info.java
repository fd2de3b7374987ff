// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * The JUnit extension: tests on an event loop, under many orders. Start at {@link dev.asyncloop.junit.AsyncLoopTest}.
 */
@NullMarked
package dev.asyncloop.junit;

import org.jspecify.annotations.NullMarked;
