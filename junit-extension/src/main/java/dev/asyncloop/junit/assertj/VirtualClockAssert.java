// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit.assertj;

import dev.asyncloop.clock.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a {@link VirtualClock}; may be called from any thread.
 *
 * @see LoopAssertions#assertThat(VirtualClock)
 * @since 0.1
 */
public class VirtualClockAssert extends AbstractAssert<VirtualClockAssert, VirtualClock> {

    /**
     * Makes assertions on a clock.
     *
     * @param actual the clock to verify
     * @since 0.1
     */
    public VirtualClockAssert(@Nullable VirtualClock actual) {
        super(actual, VirtualClockAssert.class);
    }

    /**
     * Verifies the wall time.
     *
     * <pre>{@code
     * // assertion succeeds:
     * clock.advance(Duration.ofDays(1));
     * assertThat(clock).isAt(Instant.parse("2000-01-02T00:00:00Z"));
     *
     * // assertion fails:
     * clock.stepWallClock(Duration.ofHours(-1));
     * assertThat(clock).isAt(Instant.parse("2000-01-02T00:00:00Z"));
     * }</pre>
     *
     * @param expected the wall time
     * @return this assertion object
     * @throws AssertionError if the clock is {@code null}, or its wall time is another
     * @since 0.1
     */
    public VirtualClockAssert isAt(Instant expected) {
        isNotNull();
        Instant instant = actual.instant();
        if (!instant.equals(expected)) {
            throw fail(instant, expected, "to be at " + expected);
        }
        return this;
    }

    /**
     * Verifies how much monotonic time has passed since the clock was made; steps of the wall clock do not count.
     *
     * <pre>{@code
     * // assertion succeeds:
     * clock.advance(Duration.ofHours(1));
     * clock.stepWallClock(Duration.ofDays(1));
     * assertThat(clock).isAtElapsed(Duration.ofHours(1));
     *
     * // assertion fails:
     * clock.advance(Duration.ofNanos(1));
     * assertThat(clock).isAtElapsed(Duration.ofHours(1));
     * }</pre>
     *
     * @param expected the monotonic time
     * @return this assertion object
     * @throws AssertionError if the clock is {@code null}, or its monotonic time is another
     * @since 0.1
     */
    public VirtualClockAssert isAtElapsed(Duration expected) {
        isNotNull();
        Duration elapsed = actual.elapsed();
        if (!elapsed.equals(expected)) {
            throw fail(elapsed, expected, "to have run for " + expected);
        }
        return this;
    }

    /**
     * Verifies the zone in which the clock gives dates.
     *
     * <pre>{@code
     * // assertion succeeds:
     * assertThat(clock.withZone(ZoneId.of("Asia/Tokyo"))).hasZone(ZoneId.of("Asia/Tokyo"));
     *
     * // assertion fails:
     * assertThat(clock).hasZone(ZoneId.of("Asia/Tokyo"));
     * }</pre>
     *
     * @param expected the zone
     * @return this assertion object
     * @throws AssertionError if the clock is {@code null}, or has another zone
     * @since 0.1
     */
    public VirtualClockAssert hasZone(ZoneId expected) {
        isNotNull();
        ZoneId zone = actual.getZone();
        if (!zone.equals(expected)) {
            throw fail(zone, expected, "to have the zone " + expected);
        }
        return this;
    }

    /**
     * Verifies that the wall time is before an instant, and not at it.
     *
     * <pre>{@code
     * // assertion succeeds:
     * assertThat(clock).isBefore(Instant.parse("2000-01-01T00:00:01Z"));
     *
     * // assertion fails:
     * clock.advance(Duration.ofSeconds(1));
     * assertThat(clock).isBefore(Instant.parse("2000-01-01T00:00:01Z"));
     * }</pre>
     *
     * @param instant the wall time that has not come
     * @return this assertion object
     * @throws AssertionError if the clock is {@code null}, or the instant has come
     * @since 0.1
     */
    public VirtualClockAssert isBefore(Instant instant) {
        isNotNull();
        if (!actual.instant().isBefore(instant)) {
            throw failure("%s", message("to be before " + instant));
        }
        return this;
    }

    /**
     * Verifies that the wall time is after an instant, and not at it.
     *
     * <pre>{@code
     * // assertion succeeds:
     * clock.advance(Duration.ofSeconds(2));
     * assertThat(clock).isAfter(Instant.parse("2000-01-01T00:00:01Z"));
     *
     * // assertion fails:
     * assertThat(clock).isAfter(Instant.parse("2000-01-01T00:00:02Z"));
     * }</pre>
     *
     * @param instant the wall time that has passed
     * @return this assertion object
     * @throws AssertionError if the clock is {@code null}, or the instant has not passed
     * @since 0.1
     */
    public VirtualClockAssert isAfter(Instant instant) {
        isNotNull();
        if (!actual.instant().isAfter(instant)) {
            throw failure("%s", message("to be after " + instant));
        }
        return this;
    }

    private AssertionError fail(Object found, Object expected, String what) {
        return failureWithActualExpected(found, expected, "%s", message(what));
    }

    private PlainText message(String what) {
        return new PlainText("Expecting the clock " + what + ", but it is " + actual);
    }
}
