// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.clock.ClockControl;
import java.util.function.LongSupplier;

/** How time passes when nothing is ready: at once, or as it does. */
interface Pace {

    /** Brings the clock up to date before an iteration and before a step. */
    void refresh();

    /**
     * Lets time pass up to the next deadline, or the horizon if that is nearer; returns false where nothing can become ready
     * up to the horizon.
     */
    boolean waitFor(long nextDeadline, long horizon);

    /** Leaves the clock at an instant up to which everything has run. */
    void moveTo(long horizon);

    /** Jumps. */
    record Virtual(ClockControl control) implements Pace {

        @Override
        public void refresh() {
            // moves only when told to
        }

        @Override
        public boolean waitFor(long nextDeadline, long horizon) {
            if (nextDeadline > horizon || nextDeadline == Long.MAX_VALUE) {
                return false;
            }
            control.moveTo(nextDeadline);
            return true;
        }

        @Override
        public void moveTo(long horizon) {
            if (horizon > control.clock().nanoTime()) {
                control.moveTo(horizon);
            }
        }
    }

    /** Waits for the deadline or for something from outside, whichever comes first. */
    final class Real implements Pace {

        private final ClockControl control;
        private final Inbox inbox;
        private final long maxWaitNanos;
        private final LongSupplier nanoTime;
        private final long origin;

        Real(ClockControl control, Inbox inbox, long maxWaitNanos, LongSupplier nanoTime) {
            this.control = control;
            this.inbox = inbox;
            this.maxWaitNanos = maxWaitNanos;
            this.nanoTime = nanoTime;
            this.origin = nanoTime.getAsLong() - control.clock().nanoTime();
        }

        @Override
        public void refresh() {
            control.moveTo(Math.max(control.clock().nanoTime(), nanoTime.getAsLong() - origin));
        }

        @Override
        public boolean waitFor(long nextDeadline, long horizon) {
            long now = control.clock().nanoTime();
            long until = Math.min(nextDeadline, horizon);
            if (until == Long.MAX_VALUE) {
                return false; // whether to wait for other threads is for Deadlock to say
            }
            if (until > now) {
                inbox.await(Math.min(until - now, maxWaitNanos));
                refresh();
                return true;
            }
            return nextDeadline <= now;
        }

        @Override
        public void moveTo(long horizon) {
            refresh();
        }
    }
}
