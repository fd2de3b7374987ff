// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Time that moves only when it is told to.
 *
 * <p>Start at {@link dev.asyncloop.clock.VirtualClock}. Those who write an event loop drive it by a
 * {@link dev.asyncloop.clock.ClockControl}, and keep their timers in a {@link dev.asyncloop.clock.TimerQueue}.
 */
@NullMarked
package dev.asyncloop.clock;

import org.jspecify.annotations.NullMarked;
