// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a clock refuses, and that it is unchanged afterwards. */
class VirtualClockLimitsTests {

    private static final Duration NANOS_OF_A_LONG = Duration.ofNanos(Long.MAX_VALUE);

    @Test
    void advance_negative_isRefusedWithTheAlternative() {
        VirtualClock clock = VirtualClock.create();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.advance(Duration.ofNanos(-1)))
                .withMessage("cannot advance by PT-0.000000001S: time only moves forward;"
                        + " stepWallClock(..) sets the wall clock back");
        assertUntouched(clock);
    }

    @Test
    void advanceTo_earlier_isRefusedWithTheAlternative() {
        VirtualClock clock = VirtualClock.create();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.advanceTo(Instant.parse("1999-12-31T23:59:59Z")))
                .withMessage("cannot advance to 1999-12-31T23:59:59Z: it is 2000-01-01T00:00:00Z,"
                        + " and time only moves forward; setWallClock(..) sets the wall clock back");
        assertUntouched(clock);
    }

    @Test
    void advance_toTheLastNanosecond_works() {
        VirtualClock clock = VirtualClock.create();

        clock.advance(NANOS_OF_A_LONG);

        assertThat(clock.nanoTime()).isEqualTo(Long.MAX_VALUE);
        assertThat(clock.elapsed()).isEqualTo(NANOS_OF_A_LONG);
        assertThat(clock.instant()).isEqualTo(VirtualClock.DEFAULT_START.plus(NANOS_OF_A_LONG));
        assertThat(clock.millis()).isEqualTo(clock.instant().toEpochMilli());
    }

    @Test
    void advance_pastTheLastNanosecond_isRefused() {
        VirtualClock clock = VirtualClock.create();

        assertOverflow(() -> clock.advance(NANOS_OF_A_LONG.plusNanos(1)), "cannot advance by", "292 years");
        assertOverflow(() -> clock.advance(Duration.ofSeconds(Long.MAX_VALUE)), "292 years");
        assertUntouched(clock);

        clock.advance(NANOS_OF_A_LONG.minusNanos(5));
        assertOverflow(() -> clock.advance(Duration.ofNanos(6)), "PT0.000000006S from 2292-04-10T", "292 years");
        assertThat(clock.nanoTime()).isEqualTo(Long.MAX_VALUE - 5);
    }

    @Test
    void advanceTo_farAway_isRefused() {
        VirtualClock clock = VirtualClock.create();

        assertOverflow(() -> clock.advanceTo(Instant.MAX), "292 years");
        assertUntouched(clock);
    }

    @Test
    void advance_pastTheEndOfTheWallClock_isRefused() {
        VirtualClock clock = VirtualClock.startingAt(Instant.MAX.minusNanos(10));

        clock.advance(Duration.ofNanos(4));
        assertOverflow(() -> clock.advance(Duration.ofNanos(7)), "the wall clock ends at Instant.MAX");
        assertThat(clock.nanoTime()).isEqualTo(4);

        clock.advanceTo(Instant.MAX);
        assertThat(clock.nanoTime()).isEqualTo(10);
        assertOverflow(() -> clock.advance(Duration.ofNanos(1)), "Instant.MAX");
    }

    @Test
    void advance_afterAStepAwayFromTheEnd_worksAgain() {
        VirtualClock clock = VirtualClock.startingAt(Instant.MAX);

        clock.stepWallClock(Duration.ofDays(-1));
        clock.advance(Duration.ofHours(24));

        assertThat(clock.instant()).isEqualTo(Instant.MAX);
    }

    @Test
    void moveTo_pastTheEndOfTheWallClock_isRefused() {
        VirtualClock clock = VirtualClock.startingAt(Instant.MAX.minusNanos(10));
        ClockControl control = clock.takeControl("a test");

        assertOverflow(() -> control.moveTo(11), "cannot move to 11 ns", "Instant.MAX");
        assertThat(clock.nanoTime()).isZero();

        control.moveTo(10);
        assertThat(clock.instant()).isEqualTo(Instant.MAX);
    }

    @Test
    void stepWallClock_outOfRange_isRefused() {
        VirtualClock clock = VirtualClock.create();

        assertOverflow(() -> clock.stepWallClock(Duration.ofSeconds(Long.MAX_VALUE)), "cannot step the wall clock");
        assertOverflow(() -> clock.stepWallClock(Duration.ofSeconds(Long.MIN_VALUE)), "cannot step the wall clock");
        assertOverflow(() -> clock.stepWallClock(Duration.ofDays(400_000_000_000L)), "2000-01-01T00:00:00Z");
        assertUntouched(clock);
    }

    @Test
    void setWallClock_bothEnds_worksAtAnyMonotonicTime() {
        VirtualClock clock = VirtualClock.create();
        clock.advance(Duration.ofDays(1000));

        clock.setWallClock(Instant.MAX);
        assertThat(clock.instant()).isEqualTo(Instant.MAX);

        clock.setWallClock(Instant.MIN);
        assertThat(clock.instant()).isEqualTo(Instant.MIN);
        assertThat(clock.elapsed()).isEqualTo(Duration.ofDays(1000));

        clock.advance(Duration.ofDays(1));
        assertThat(clock.instant()).isEqualTo(Instant.MIN.plus(Duration.ofDays(1)));
    }

    @Test
    void millis_wallTimeTooFarAway_isRefused() {
        VirtualClock clock = VirtualClock.startingAt(Instant.MIN);

        assertThatThrownBy(clock::millis).isInstanceOf(ArithmeticException.class);
        assertThat(clock.instant()).isEqualTo(Instant.MIN);
    }

    private static void assertOverflow(ThrowingCallable call, CharSequence... parts) {
        assertThatThrownBy(call)
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContainingAll(parts)
                .hasNoCause();
    }

    private static void assertUntouched(VirtualClock clock) {
        assertThat(clock.nanoTime()).isZero();
        assertThat(clock.instant()).isEqualTo(VirtualClock.DEFAULT_START);
    }
}
