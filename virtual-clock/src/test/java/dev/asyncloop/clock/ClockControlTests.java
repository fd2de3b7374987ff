// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ClockControlTests {

    private final VirtualClock clock = VirtualClock.create();

    @Test
    void takeControl_freeClock_movesItAlone() {
        ClockControl control = clock.takeControl("loop \"checkout\"");

        control.moveTo(5);
        control.moveTo(5);
        control.moveTo(1_000_000_000);

        assertThat(control.clock()).isSameAs(clock);
        assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(1));
        assertThat(clock.instant()).isEqualTo("2000-01-01T00:00:01Z");
    }

    @Test
    void advance_clockUnderControl_failsAndNamesTheOwner() {
        clock.takeControl("loop \"checkout\"");
        String message = "this clock is driven by loop \"checkout\"; use its advance(..)";

        assertThatIllegalStateException()
                .isThrownBy(() -> clock.advance(Duration.ofSeconds(1)))
                .withMessage(message);
        assertThatIllegalStateException()
                .isThrownBy(() -> clock.advanceTo(clock.instant().plusSeconds(1)))
                .withMessage(message);
        assertThat(clock.nanoTime()).isZero();
    }

    @Test
    void advance_viewOfAClockUnderControl_fails() {
        VirtualClock view = clock.withZone(ZoneId.of("Asia/Tokyo"));
        clock.takeControl("a loop");

        assertThatIllegalStateException().isThrownBy(() -> view.advance(Duration.ofSeconds(1)));
        assertThatIllegalStateException().isThrownBy(() -> view.takeControl("another loop"));
    }

    @Test
    void stepWallClock_clockUnderControl_isStillAllowed() {
        ClockControl control = clock.takeControl("a loop");
        control.moveTo(10);

        clock.stepWallClock(Duration.ofDays(-1));
        control.moveTo(20);

        assertThat(clock.nanoTime()).isEqualTo(20);
        assertThat(clock.instant()).isEqualTo("1999-12-31T00:00:00.000000020Z");
    }

    @Test
    void takeControl_takenAlready_failsAndNamesBoth() {
        clock.takeControl("loop A");

        assertThatIllegalStateException()
                .isThrownBy(() -> clock.takeControl("loop B"))
                .withMessage("this clock is already driven by loop A;"
                        + " loop B needs a clock of its own, or has to wait for its release");
    }

    @Test
    void moveTo_backwards_isRefused() {
        ClockControl control = clock.takeControl("a loop");
        control.moveTo(100);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> control.moveTo(99))
                .withMessage("cannot move to 99 ns: the clock is at 100 ns, and monotonic time never goes back");
        assertThat(clock.nanoTime()).isEqualTo(100);
    }

    @Test
    void moveTo_manyTimes_allocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ClockControl control = clock.takeControl("a loop");
        control.moveTo(1);

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            control.moveTo(i + 2);
        }
        long after = threads.getCurrentThreadAllocatedBytes();

        assertThat(after - before).as("less than a byte per move").isLessThan(10_000);
    }

    @Test
    void release_twice_freesTheClockAndEndsTheControl() {
        ClockControl control = clock.takeControl("loop A");

        control.release();
        control.release();

        clock.advance(Duration.ofNanos(7));
        assertThat(clock.nanoTime()).isEqualTo(7);
        assertThatIllegalStateException()
                .isThrownBy(() -> control.moveTo(8))
                .withMessage("loop A has released this clock and drives it no more");
    }

    @Test
    void release_lateByAFormerOwner_leavesTheNewOneInControl() {
        ClockControl former = clock.takeControl("loop A");
        former.release();
        ClockControl present = clock.takeControl("loop B");

        former.release();

        assertThatCode(() -> present.moveTo(1)).doesNotThrowAnyException();
        assertThatIllegalStateException()
                .isThrownBy(() -> clock.advance(Duration.ZERO))
                .withMessageContaining("loop B");
    }

    @Test
    void toString_always_namesTheOwner() {
        assertThat(clock.takeControl("a loop")).hasToString("ClockControl[a loop]");
    }
}
