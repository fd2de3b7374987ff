// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.clock;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A clock whose time moves only when it is told to.
 *
 * <p>As in an operating system there are two times in it. The <em>wall clock</em> ({@link #instant()}, {@link #millis()})
 * tells the date and may be stepped in both directions, as by an NTP daemon or an operator. The <em>monotonic</em> time
 * ({@link #nanoTime()}) counts the nanoseconds since the clock was made, and never goes back. Advancing moves both by the
 * same amount.
 *
 * <pre>{@code
 * VirtualClock clock = VirtualClock.create();
 * Session session = new Session(clock, Duration.ofMinutes(30));
 * clock.advance(Duration.ofMinutes(31));
 * assertThat(session.isExpired()).isTrue();
 * }</pre>
 *
 * <p>An event loop moves its clock itself and takes exclusive control of it, see {@link #takeControl(String)}.
 *
 * <p>This class is thread-safe. Reads take no lock and see only pairs of wall and monotonic time that existed. Two clocks
 * are equal if they show the same time, being the same clock or views of it, in the same zone.
 *
 * @since 0.1
 */
public final class VirtualClock extends Clock {

    /**
     * The wall time at which a clock starts unless another is asked for, {@code 2000-01-01T00:00:00Z}.
     *
     * @since 0.1
     */
    public static final Instant DEFAULT_START = Instant.parse("2000-01-01T00:00:00Z");

    private final TimeState time;
    private final ZoneId zone;

    private VirtualClock(TimeState time, ZoneId zone) {
        this.time = time;
        this.zone = zone;
    }

    /**
     * Returns a new clock that starts at {@link #DEFAULT_START} in UTC.
     *
     * @return a new clock
     * @since 0.1
     */
    public static VirtualClock create() {
        return startingAt(DEFAULT_START);
    }

    /**
     * Returns a new clock that starts at the given wall time in UTC.
     *
     * @param start the first wall time
     * @return a new clock
     * @throws NullPointerException if {@code start} is null
     * @since 0.1
     */
    public static VirtualClock startingAt(Instant start) {
        return startingAt(start, ZoneOffset.UTC);
    }

    /**
     * Returns a new clock that starts at the given wall time in the given zone.
     *
     * @param start the first wall time
     * @param zone the zone in which the clock gives dates
     * @return a new clock
     * @throws NullPointerException if {@code start} or {@code zone} is null
     * @since 0.1
     */
    public static VirtualClock startingAt(Instant start, ZoneId zone) {
        requireNonNull(start, "start");
        requireNonNull(zone, "zone");
        return new VirtualClock(new TimeState(start), zone);
    }

    /**
     * Returns the wall time.
     *
     * @return the wall time
     * @since 0.1
     */
    @Override
    public Instant instant() {
        return time.instant();
    }

    /**
     * Returns the wall time in milliseconds since 1970-01-01T00:00:00Z.
     *
     * @return the wall time in milliseconds
     * @throws ArithmeticException if the wall time is so far away that its milliseconds do not fit into a long
     * @since 0.1
     */
    @Override
    public long millis() {
        return time.millis();
    }

    /**
     * Returns the zone in which this clock gives dates.
     *
     * @return the zone
     * @since 0.1
     */
    @Override
    public ZoneId getZone() {
        return zone;
    }

    /**
     * Returns a view of this clock in another zone, which shows the same time as this one for ever.
     *
     * @param zone the zone of the view
     * @return a clock of the same time, this one if the zone is the same
     * @throws NullPointerException if {@code zone} is null
     * @since 0.1
     */
    @Override
    public VirtualClock withZone(ZoneId zone) {
        requireNonNull(zone, "zone");
        return zone.equals(this.zone) ? this : new VirtualClock(time, zone);
    }

    /**
     * Returns the monotonic time: the nanoseconds since this clock was made, not counting steps of the wall clock.
     *
     * <p>It starts at 0 and never goes back. It stands in for {@link System#nanoTime()}.
     *
     * @return the monotonic time in nanoseconds
     * @since 0.1
     */
    public long nanoTime() {
        return time.nanos();
    }

    /**
     * Returns {@link #nanoTime()} as a function, in the form of the tickers of caches and rate limiters.
     *
     * <p>For example {@code Caffeine.newBuilder().ticker(clock.ticker()::getAsLong)}.
     *
     * @return a supplier of the monotonic time in nanoseconds
     * @since 0.1
     */
    public LongSupplier ticker() {
        return time::nanos;
    }

    /**
     * Returns how much monotonic time has passed since this clock was made.
     *
     * @return {@link #nanoTime()} as a duration
     * @since 0.1
     */
    public Duration elapsed() {
        return Duration.ofNanos(time.nanos());
    }

    /**
     * Moves the monotonic time and the wall clock forward.
     *
     * @param duration how far, not negative; zero changes nothing
     * @throws NullPointerException if {@code duration} is null
     * @throws IllegalArgumentException if {@code duration} is negative
     * @throws IllegalStateException if somebody has taken control of this clock
     * @throws ArithmeticException if the time would pass the end of either clock; nothing has changed then
     * @since 0.1
     */
    public void advance(Duration duration) {
        time.advance(duration);
    }

    /**
     * Moves the monotonic time and the wall clock forward until the wall clock shows the given time.
     *
     * @param wallInstant the wall time to reach, not before {@link #instant()}
     * @throws NullPointerException if {@code wallInstant} is null
     * @throws IllegalArgumentException if {@code wallInstant} has passed
     * @throws IllegalStateException if somebody has taken control of this clock
     * @throws ArithmeticException if the monotonic time would pass its end; nothing has changed then
     * @since 0.1
     */
    public void advanceTo(Instant wallInstant) {
        time.advanceTo(wallInstant);
    }

    /**
     * Sets the wall clock forward or back, as an NTP daemon does; no monotonic time passes.
     *
     * <p>It needs no control of the clock: the outside world sets clocks without asking.
     *
     * @param step how far, negative to set the clock back
     * @throws NullPointerException if {@code step} is null
     * @throws ArithmeticException if the result cannot be expressed as an {@code Instant}; nothing has changed then
     * @since 0.1
     */
    public void stepWallClock(Duration step) {
        time.step(step);
    }

    /**
     * Sets the wall clock to the given time, as an operator does; no monotonic time passes.
     *
     * <p>It needs no control of the clock: the outside world sets clocks without asking.
     *
     * @param instant the new wall time
     * @throws NullPointerException if {@code instant} is null
     * @since 0.1
     */
    public void setWallClock(Instant instant) {
        time.setWall(instant);
    }

    /**
     * Makes the caller the only one who can move the time of this clock and of its views in other zones.
     *
     * <p>From then on {@link #advance(Duration)} and {@link #advanceTo(Instant)} fail and name the owner. The wall clock
     * can still be stepped.
     *
     * @param owner what drives the clock, for messages, such as {@code loop "checkout"}
     * @return the means to move the time
     * @throws NullPointerException if {@code owner} is null
     * @throws IllegalStateException if somebody has taken control already and not released it
     * @since 0.1
     */
    public ClockControl takeControl(String owner) {
        ClockControl control = new ClockControl(this, time, requireNonNull(owner, "owner"));
        time.take(control);
        return control;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VirtualClock that && time == that.time && zone.equals(that.zone);
    }

    /** Returns a hash that is the same in every run, unlike that of an object's identity. */
    @Override
    public int hashCode() {
        return 31 * time.start().hashCode() + zone.hashCode();
    }

    @Override
    public String toString() {
        return "VirtualClock[" + instant() + ", " + zone + ", elapsed " + elapsed() + "]";
    }
}
