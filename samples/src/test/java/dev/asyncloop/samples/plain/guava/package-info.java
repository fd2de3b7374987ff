// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/** Guava as it is: a rate limiter, a cache, and futures with time-outs. */
@NullMarked
package dev.asyncloop.samples.plain.guava;

import org.jspecify.annotations.NullMarked;
