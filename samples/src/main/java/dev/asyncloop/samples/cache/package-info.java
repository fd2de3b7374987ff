// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/** A cache stampede: everybody who misses a value loads it. */
@NullMarked
package dev.asyncloop.samples.cache;

import org.jspecify.annotations.NullMarked;
