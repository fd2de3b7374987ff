// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * A clock whose time moves only when it is told to, and the timer queue that an event loop drives it with.
 *
 * <p>Start at {@code dev.asyncloop.clock.VirtualClock}.
 */
module dev.asyncloop.clock {
    requires static transitive org.jspecify;

    exports dev.asyncloop.clock;
}
