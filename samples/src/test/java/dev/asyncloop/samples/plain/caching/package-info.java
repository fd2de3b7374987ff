// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/** Caffeine as it is: expiry, refresh, and a cache-aside that keeps an old price. */
@NullMarked
package dev.asyncloop.samples.plain.caching;

import org.jspecify.annotations.NullMarked;
