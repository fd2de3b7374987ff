// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class VirtualClockTests {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @Test
    void create_noArguments_startsInTheYear2000InUtc() {
        VirtualClock clock = VirtualClock.create();

        assertThat(clock.instant()).isEqualTo(Instant.parse("2000-01-01T00:00:00Z"));
        assertThat(clock.instant()).isEqualTo(VirtualClock.DEFAULT_START);
        assertThat(clock.millis()).isEqualTo(946_684_800_000L);
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
        assertThat(clock.nanoTime()).isZero();
        assertThat(clock.elapsed()).isZero();
    }

    @Test
    void startingAt_instantAndZone_keepsBoth() {
        Instant start = Instant.parse("2026-11-23T10:15:30.123456789Z");

        VirtualClock clock = VirtualClock.startingAt(start, BERLIN);

        assertThat(clock.instant()).isEqualTo(start);
        assertThat(clock.getZone()).isEqualTo(BERLIN);
        assertThat(VirtualClock.startingAt(start).getZone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void clock_usedAsAnInstantSource_givesTheVirtualTime() {
        VirtualClock clock = VirtualClock.create();
        InstantSource source = clock;

        clock.advance(Duration.ofDays(1));

        assertThat(source.instant()).isEqualTo("2000-01-02T00:00:00Z");
        assertThat(LocalDateTime.now(clock)).isEqualTo("2000-01-02T00:00");
    }

    @Test
    void clock_leftAlone_standsStill() {
        VirtualClock clock = VirtualClock.create();

        Instant first = clock.instant();
        for (int i = 0; i < 1000; i++) {
            assertThat(clock.instant()).isEqualTo(first);
        }
    }

    @Test
    void advance_severalTimes_movesBothTimesByTheSum() {
        VirtualClock clock = VirtualClock.create();

        clock.advance(Duration.ofSeconds(1, 5));
        clock.advance(Duration.ZERO);
        clock.advance(Duration.ofMillis(250));

        assertThat(clock.nanoTime()).isEqualTo(1_250_000_005L);
        assertThat(clock.elapsed()).isEqualTo(Duration.ofNanos(1_250_000_005L));
        assertThat(clock.instant()).isEqualTo("2000-01-01T00:00:01.250000005Z");
        assertThat(clock.millis()).isEqualTo(clock.instant().toEpochMilli());
    }

    @Test
    void advanceTo_laterInstant_movesBothTimesThere() {
        VirtualClock clock = VirtualClock.create();

        clock.advanceTo(Instant.parse("2000-01-01T01:00:00Z"));
        clock.advanceTo(Instant.parse("2000-01-01T01:00:00Z"));

        assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(1));
        assertThat(clock.instant()).isEqualTo("2000-01-01T01:00:00Z");
    }

    @Test
    void advanceTo_afterTheWallClockWasSteppedBack_passesTheStepAgain() {
        VirtualClock clock = VirtualClock.create();
        Instant target = clock.instant().plusSeconds(10);

        clock.stepWallClock(Duration.ofSeconds(-5));
        clock.advanceTo(target);

        assertThat(clock.instant()).isEqualTo(target);
        assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void ticker_clockAdvanced_followsMonotonicTime() {
        VirtualClock clock = VirtualClock.create();
        LongSupplier ticker = clock.ticker();

        clock.advance(Duration.ofNanos(42));
        clock.stepWallClock(Duration.ofDays(-1));

        assertThat(ticker.getAsLong()).isEqualTo(42);
    }

    @Test
    void stepWallClock_back_leavesMonotonicTimeAlone() {
        VirtualClock clock = VirtualClock.create();
        clock.advance(Duration.ofHours(2));

        clock.stepWallClock(Duration.ofHours(-5));

        assertThat(clock.instant()).isEqualTo("1999-12-31T21:00:00Z");
        assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(2));

        clock.advance(Duration.ofMinutes(1));

        assertThat(clock.instant()).isEqualTo("1999-12-31T21:01:00Z");
        assertThat(clock.elapsed()).isEqualTo(Duration.ofMinutes(121));
    }

    @Test
    void stepWallClock_forwardAndBackAgain_cancelsOut() {
        VirtualClock clock = VirtualClock.create();

        clock.stepWallClock(Duration.ofDays(365_000_000L));
        clock.stepWallClock(Duration.ofDays(-365_000_000L));

        assertThat(clock.instant()).isEqualTo(VirtualClock.DEFAULT_START);
        assertThat(clock.nanoTime()).isZero();
    }

    @Test
    void setWallClock_anyInstant_showsItAndGoesOnFromThere() {
        VirtualClock clock = VirtualClock.create();
        clock.advance(Duration.ofSeconds(3));

        clock.setWallClock(Instant.EPOCH);
        clock.advance(Duration.ofSeconds(4));

        assertThat(clock.millis()).isEqualTo(4000);
        assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void millis_beforeTheEpochWithPartOfAMilli_roundsDownAsInstantDoes() {
        VirtualClock clock = VirtualClock.startingAt(Instant.parse("1969-12-31T23:59:58.999999999Z"));

        for (int i = 0; i < 3000; i++) {
            assertThat(clock.millis()).isEqualTo(clock.instant().toEpochMilli());
            clock.advance(Duration.ofNanos(777_777));
        }
    }

    @Test
    void zone_springForward_skipsTheMissingHour() {
        VirtualClock clock = VirtualClock.startingAt(Instant.parse("2026-03-29T00:59:59Z"), BERLIN);
        assertThat(ZonedDateTime.now(clock)).hasToString("2026-03-29T01:59:59+01:00[Europe/Berlin]");

        clock.advance(Duration.ofSeconds(1));

        assertThat(ZonedDateTime.now(clock)).hasToString("2026-03-29T03:00+02:00[Europe/Berlin]");
        assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void zone_fallBack_showsTheSameHourTwice() {
        VirtualClock clock = VirtualClock.startingAt(Instant.parse("2026-11-01T05:30:00Z"), NEW_YORK);
        LocalDateTime first = LocalDateTime.now(clock);

        clock.advance(Duration.ofHours(1));

        assertThat(LocalDateTime.now(clock)).isEqualTo(first).isEqualTo("2026-11-01T01:30");
        assertThat(clock.elapsed()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void withZone_otherZone_isALiveViewOfTheSameTime() {
        VirtualClock utc = VirtualClock.create();
        VirtualClock berlin = utc.withZone(BERLIN);

        utc.advance(Duration.ofDays(200));
        berlin.stepWallClock(Duration.ofMinutes(1));

        assertThat(berlin.instant()).isEqualTo(utc.instant());
        assertThat(berlin.nanoTime()).isEqualTo(utc.nanoTime());
        assertThat(LocalDateTime.now(berlin)).isEqualTo(LocalDateTime.now(utc).plusHours(2));
        assertThat(utc.getZone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void withZone_sameZone_isTheClockItself() {
        VirtualClock clock = VirtualClock.create();

        assertThat(clock.withZone(ZoneOffset.UTC)).isSameAs(clock);
    }

    @Test
    void equals_viewsOfOneClockInOneZone_areEqual() {
        VirtualClock clock = VirtualClock.create();
        Clock there = clock.withZone(BERLIN);

        assertThat(there).isEqualTo(clock.withZone(BERLIN)).hasSameHashCodeAs(clock.withZone(BERLIN));
        assertThat(clock.withZone(BERLIN).withZone(ZoneOffset.UTC)).isEqualTo(clock);
        assertThat(there).isNotEqualTo(clock).isNotEqualTo("clock");
    }

    @Test
    void equals_differentClocksOfTheSameTime_areNotEqual() {
        assertThat(VirtualClock.create()).isNotEqualTo(VirtualClock.create());
    }

    @Test
    void hashCode_clockAdvanced_staysTheSame() {
        VirtualClock clock = VirtualClock.create();
        int before = clock.hashCode();

        clock.advance(Duration.ofDays(1));
        clock.stepWallClock(Duration.ofDays(1));

        assertThat(clock.hashCode()).isEqualTo(before);
    }

    @Test
    void toString_clockAdvanced_tellsBothTimesAndTheZone() {
        VirtualClock clock = VirtualClock.startingAt(VirtualClock.DEFAULT_START, BERLIN);

        clock.advance(Duration.ofMillis(1500));

        assertThat(clock).hasToString("VirtualClock[2000-01-01T00:00:01.500Z, Europe/Berlin, elapsed PT1.5S]");
    }

    @Test
    void offset_derivedByTheJdk_followsTheVirtualTime() {
        VirtualClock clock = VirtualClock.create();
        Clock later = Clock.offset(clock, Duration.ofHours(1));
        Clock days = Clock.tick(clock, Duration.ofDays(1));

        clock.advance(Duration.ofHours(30));

        assertThat(later.instant()).isEqualTo("2000-01-02T07:00:00Z");
        assertThat(days.instant()).isEqualTo("2000-01-02T00:00:00Z");
    }

    @Test
    @SuppressWarnings("NullAway") // tests what callers get who pass null all the same
    void anyMethod_nullArgument_isNamed() {
        VirtualClock clock = VirtualClock.create();

        assertThatThrownBy(() -> VirtualClock.startingAt(null)).hasMessage("start");
        assertThatThrownBy(() -> VirtualClock.startingAt(Instant.EPOCH, null)).hasMessage("zone");
        assertThatThrownBy(() -> clock.withZone(null)).hasMessage("zone");
        assertThatThrownBy(() -> clock.advance(null)).hasMessage("duration");
        assertThatThrownBy(() -> clock.advanceTo(null)).hasMessage("wallInstant");
        assertThatThrownBy(() -> clock.stepWallClock(null)).hasMessage("step");
        assertThatThrownBy(() -> clock.setWallClock(null)).hasMessage("instant");
        assertThatThrownBy(() -> clock.takeControl(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("owner");
    }
}
