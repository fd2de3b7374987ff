// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.ClockHold;
import java.io.FileDescriptor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A task that waits for a descriptor; also what the task's thread is parked on. */
final class IoWait {

    /** A descriptor and what is waited for: one thread at most waits for either. */
    record Key(int fd, int event) {}

    private final Key key;
    private final FileDescriptor fd;
    private final @Nullable End end;
    private final Thread thread = Thread.currentThread();
    private @Nullable ClockHold hold;
    private boolean ready;

    IoWait(int fd, int event, @Nullable End end) {
        this.key = new Key(fd, event);
        this.fd = Descriptors.of(fd);
        this.end = end;
    }

    Key key() {
        return key;
    }

    /** Returns the connection or listener; {@code null} for what is neither, such as a selector. */
    @Nullable
    End end() {
        return end;
    }

    /** Leaves the carrier until woken, interrupted or, unless {@code nanos} is 0, the time is over. */
    void park(long nanos) {
        if (nanos > 0) {
            LockSupport.parkNanos(this, nanos);
        } else {
            LockSupport.park(this);
        }
    }

    /** Wakes the thread; from any thread. */
    void wake() {
        LockSupport.unpark(thread);
    }

    boolean wakeIfReady() {
        if (ready || !Descriptors.isReady(fd, key.event())) {
            return false;
        }
        ready = true;
        wake();
        return true;
    }

    void hold(ClockHold token) {
        hold = token;
    }

    boolean isHolding() {
        return hold != null;
    }

    void letTimeGoOn() {
        if (hold != null) {
            hold.close();
        }
    }

    @Override
    public String toString() {
        String verb = key.event() == Descriptors.IN ? "a read of " : "a write or connect of ";
        return verb + (end == null ? "a selector, datagram socket or pipe" : end);
    }
}
