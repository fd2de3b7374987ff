// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit.assertj;

import static dev.asyncloop.junit.assertj.LoopAssertions.VIRTUAL_CLOCK;
import static dev.asyncloop.junit.assertj.LoopAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.asyncloop.clock.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class VirtualClockAssertTests {

    private static final Instant START = VirtualClock.DEFAULT_START;

    private final VirtualClock clock = VirtualClock.create();

    @Test
    void isAt_otherTime_carriesBothForADiff() {
        AssertionFailedError thrown = catchThrowableOfType(
                AssertionFailedError.class, () -> assertThat(clock).isAt(START.plusSeconds(1)));
        assertThat(thrown)
                .hasMessage(
                        "Expecting the clock to be at 2000-01-01T00:00:01Z, but it is VirtualClock[2000-01-01T00:00:00Z, Z,"
                                + " elapsed PT0S]");
        assertThat(thrown.getExpected().getValue()).isEqualTo(START.plusSeconds(1));
        assertThat(thrown.getActual().getValue()).isEqualTo(START);
    }

    @Test
    void isAtElapsed_wallClockStepped_doesNotCount() {
        clock.advance(Duration.ofSeconds(3));
        clock.stepWallClock(Duration.ofDays(-1));
        assertThat(clock).isAtElapsed(Duration.ofSeconds(3)).isBefore(START).hasZone(ZoneOffset.UTC);
    }

    @Test
    void isBeforeAndIsAfter_sameInstant_fail() {
        assertThat(clock).isBefore(START.plusNanos(1)).isAfter(START.minusNanos(1));
        assertThat(catchThrowable(() -> assertThat(clock).isBefore(START)))
                .hasMessageStartingWith(
                        "Expecting the clock to be before 2000-01-01T00:00:00Z, but it is VirtualClock[");
        assertThat(catchThrowable(() -> assertThat(clock).isAfter(START)))
                .hasMessageStartingWith(
                        "Expecting the clock to be after 2000-01-01T00:00:00Z, but it is VirtualClock[");
    }

    @Test
    void nullClock_anyAssertion_fails() {
        VirtualClock none = null;
        assertThat(catchThrowable(() -> assertThat(none).isAt(START))).hasMessageContaining("not to be null");
    }

    @Test
    void instanceOfFactory_objectThatIsAClock_goesOn() {
        Object object = clock;
        assertThat(object).asInstanceOf(VIRTUAL_CLOCK).isAt(START);
    }
}
