// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/** A rate limiter that trusts the wall clock. */
@NullMarked
package dev.asyncloop.samples.ratelimit;

import org.jspecify.annotations.NullMarked;
