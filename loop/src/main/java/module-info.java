// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * A deterministic event loop with virtual time, tasks that may block, and a seedable order.
 *
 * <p>Start at {@code dev.asyncloop.Loop}.
 */
module dev.asyncloop.loop {
    requires transitive dev.asyncloop.clock;
    requires static transitive org.jspecify;

    exports dev.asyncloop;
    exports dev.asyncloop.explore;
    exports dev.asyncloop.io;
    exports dev.asyncloop.schedule;
    exports dev.asyncloop.sync;
    exports dev.asyncloop.internal to
            dev.asyncloop.agent,
            dev.asyncloop.junit;

    uses dev.asyncloop.internal.LoopAgent;
}
