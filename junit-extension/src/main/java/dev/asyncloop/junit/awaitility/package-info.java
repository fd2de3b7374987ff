// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Awaitility's way to wait for a condition, in virtual time; start at {@link dev.asyncloop.junit.awaitility.VirtualAwaitility}.
 */
@NullMarked
package dev.asyncloop.junit.awaitility;

import org.jspecify.annotations.NullMarked;
