// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/** A stack without locks, on cells: each access may be followed by another task, as on threads. */
@NullMarked
package dev.asyncloop.samples.lockfree;

import org.jspecify.annotations.NullMarked;
