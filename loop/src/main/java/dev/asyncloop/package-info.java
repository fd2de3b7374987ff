// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * The event loop: callbacks, timers, tasks and time, in an order that a seed decides. Start at {@link dev.asyncloop.Loop}.
 */
@NullMarked
package dev.asyncloop;

import org.jspecify.annotations.NullMarked;
