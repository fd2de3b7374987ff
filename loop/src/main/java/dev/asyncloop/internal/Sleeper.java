// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.concurrent.locks.LockSupport;

/** How the driving thread waits in real time: in a park, or in the {@link Poller}'s select once there are channels. */
interface Sleeper {

    /** Waits until woken, the time is over or the thread is interrupted; may return for no reason. */
    void sleep(long nanos);

    /** Ends the present or next sleep of the driving thread; from any thread. */
    void wake(Thread driver);

    /** Parks. */
    Sleeper PARK = new Sleeper() {

        @Override
        public void sleep(long nanos) {
            LockSupport.parkNanos(this, nanos);
        }

        @Override
        public void wake(Thread driver) {
            LockSupport.unpark(driver);
        }
    };
}
