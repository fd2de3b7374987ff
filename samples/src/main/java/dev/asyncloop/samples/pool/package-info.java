// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/** A connection pool that loses the connection it has just given to somebody who no longer waits. */
@NullMarked
package dev.asyncloop.samples.pool;

import org.jspecify.annotations.NullMarked;
