// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.clock;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time that a clock and its views in other zones share.
 *
 * <p>Two values make it up: the monotonic nanoseconds, and an anchor that says which wall time belongs to which
 * monotonic time. Moving changes the first, stepping replaces the second. Writers exclude each other by {@link #lock}, but for
 * the one who controls the clock: who steps meanwhile makes an anchor of a moment ago, which is as good.
 * Readers take no lock: they read the anchor, the nanoseconds and the anchor again, and start over when a step came in
 * between. Each step makes a new anchor, so seeing the same object twice means that nothing was stepped meanwhile.
 */
final class TimeState {

    private static final long MILLIS_PER_SECOND = 1000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final VarHandle NANOS;

    static {
        try {
            NANOS = MethodHandles.lookup().findVarHandle(TimeState.class, "nanos", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The wall time at one monotonic time, and the last monotonic time whose wall time can still be expressed. */
    private static final class Anchor {
        final Instant wall;
        final long nanos;
        final long lastNanos;

        Anchor(Instant wall, long nanos) {
            this.wall = wall;
            this.nanos = nanos;
            this.lastNanos = nanos + Math.min(Long.MAX_VALUE - nanos, nanosUntilEnd(wall));
        }

        private static long nanosUntilEnd(Instant wall) {
            Duration left = Duration.between(wall, Instant.MAX);
            return left.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : left.toNanos();
        }

        Instant wallAt(long atNanos) {
            return wall.plusNanos(atNanos - nanos);
        }
    }

    private final Object lock = new Object();
    private final Instant start;

    // Written under the lock or by who has control; the nanoseconds before an anchor that was made from them: who
    // sees the anchor sees them, too, so that the difference of the two is never negative.
    private volatile long nanos;
    private volatile Anchor anchor;

    /** Who alone may move the time; written under the lock. */
    private volatile @Nullable ClockControl control;

    TimeState(Instant start) {
        this.start = start;
        this.anchor = new Anchor(start, 0);
    }

    Instant start() {
        return start;
    }

    long nanos() {
        return nanos;
    }

    Instant instant() {
        while (true) {
            Anchor seen = anchor;
            long now = nanos;
            if (anchor == seen) {
                return seen.wallAt(now);
            }
        }
    }

    long millis() {
        while (true) {
            Anchor seen = anchor;
            long now = nanos;
            if (anchor == seen) {
                return millisAt(seen, now);
            }
        }
    }

    void advance(Duration duration) {
        requireNonNull(duration, "duration");
        synchronized (lock) {
            requireNoDriver();
            if (duration.isNegative()) {
                throw new IllegalArgumentException("cannot advance by " + duration
                        + ": time only moves forward; stepWallClock(..) sets the wall clock back");
            }
            nanos = nanosAfter(duration);
        }
    }

    void advanceTo(Instant wall) {
        requireNonNull(wall, "wallInstant");
        synchronized (lock) {
            requireNoDriver();
            Instant now = anchor.wallAt(nanos);
            if (wall.isBefore(now)) {
                throw new IllegalArgumentException("cannot advance to " + wall + ": it is " + now
                        + ", and time only moves forward; setWallClock(..) sets the wall clock back");
            }
            nanos = nanosAfter(Duration.between(now, wall));
        }
    }

    void step(Duration step) {
        requireNonNull(step, "step");
        synchronized (lock) {
            long at = nanos; // once, for it may be moved meanwhile
            Instant now = anchor.wallAt(at);
            Instant target;
            try {
                target = now.plus(step);
            } catch (ArithmeticException | DateTimeException beyond) {
                throw new ArithmeticException("cannot step the wall clock by " + step + " from " + now
                        + ": the result lies outside of Instant.MIN and Instant.MAX");
            }
            anchor = new Anchor(target, at);
        }
    }

    void setWall(Instant wall) {
        requireNonNull(wall, "instant");
        synchronized (lock) {
            anchor = new Anchor(wall, nanos);
        }
    }

    void take(ClockControl taker) {
        synchronized (lock) {
            if (control != null) {
                throw new IllegalStateException("this clock is already driven by " + control.owner() + "; "
                        + taker.owner() + " needs a clock of its own, or has to wait for its release");
            }
            control = taker;
        }
    }

    void release(ClockControl holder) {
        synchronized (lock) {
            if (control == holder) {
                control = null;
            }
        }
    }

    /** Moves on the thread of the one who has control, who needs no lock for that: nobody else moves then. */
    void moveTo(ClockControl mover, long target) {
        if (control != mover) {
            throw new IllegalStateException(mover.owner() + " has released this clock and drives it no more");
        }
        if (target < nanos) {
            throw new IllegalArgumentException("cannot move to " + target + " ns: the clock is at " + nanos
                    + " ns, and monotonic time never goes back");
        }
        if (target > anchor.lastNanos) {
            throw new ArithmeticException("cannot move to " + target + " ns: the wall clock would pass Instant.MAX");
        }
        NANOS.setRelease(this, target);
    }

    private static long millisAt(Anchor anchor, long atNanos) {
        long since = atNanos - anchor.nanos;
        long whole = Math.multiplyExact(anchor.wall.getEpochSecond(), MILLIS_PER_SECOND);
        // Split, since the nanoseconds of the two parts together may not fit into a long.
        long part = since / NANOS_PER_MILLI + (anchor.wall.getNano() + since % NANOS_PER_MILLI) / NANOS_PER_MILLI;
        return Math.addExact(whole, part);
    }

    private void requireNoDriver() {
        if (control != null) {
            String owner = control.owner();
            throw new IllegalStateException("this clock is driven by " + owner + "; use its advance(..)");
        }
    }

    private long nanosAfter(Duration duration) {
        Duration left = Duration.ofNanos(anchor.lastNanos - nanos);
        if (duration.compareTo(left) > 0) {
            String end = anchor.lastNanos == Long.MAX_VALUE
                    ? "a clock counts the nanoseconds since its start in a long, which is about 292 years"
                    : "the wall clock ends at Instant.MAX";
            throw new ArithmeticException(
                    "cannot advance by " + duration + " from " + anchor.wallAt(nanos) + ": " + end);
        }
        return nanos + duration.toNanos();
    }
}
