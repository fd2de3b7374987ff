// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class TimerWorkTests {

    private static final int FEW = 100;

    static Stream<TimerSubject> withCallbacksOfTheirOwn() {
        return Stream.of(FireSubject.values())
                .filter(subject -> subject != FireSubject.HEAP && subject != FireSubject.PRIORITY_QUEUE)
                .map(TimerSubject.class::cast);
    }

    @ParameterizedTest
    @EnumSource
    void fire_onAnySubject_firesEveryTimer(FireSubject subject) {
        try (Timers timers = subject.create()) {
            assertThat(new TimerWork(timers, FEW, 3 * FEW).fire()).isEqualTo(3 * FEW);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancel_onAnySubject_leavesNoneToFire(CancelSubject subject) {
        try (Timers timers = subject.create()) {
            TimerWork work = new TimerWork(timers, FEW, 3 * FEW);

            assertThat(work.cancel()).isZero();
            timers.advance(20_000_000);
            assertThat(work.cancel()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void timer_notCancelled_firesAmongThoseThatWere(CancelSubject subject) {
        int[] fired = new int[1];
        try (Timers timers = subject.create()) {
            List<Object> armed = new ArrayList<>();
            for (int i = 0; i < 2 * FEW; i++) {
                armed.add(timers.arm(1 + (i * 37) % 50, () -> fired[0]++));
            }
            timers.advance(0);
            for (int i = 0; i < FEW; i++) {
                timers.cancel(armed.get((i * 7) % FEW));
            }
            timers.advance(50);
        }

        assertThat(fired[0]).isEqualTo(FEW);
    }

    @ParameterizedTest
    @MethodSource("withCallbacksOfTheirOwn")
    void timers_armedInAnyOrder_fireByDeadline(TimerSubject subject) {
        List<Integer> fired = new ArrayList<>();
        try (Timers timers = subject.create()) {
            for (int delay : new int[] {30, 10, 50, 20, 40}) {
                timers.arm(delay, () -> fired.add(delay));
            }
            timers.advance(40);
        }

        assertThat(fired).containsExactly(10, 20, 30, 40);
    }

    @Test
    void heapOfDeadlines_askedToCancel_refuses() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> new LongHeap().cancel(null))
                .withMessageContaining("IndexedHeap");
    }
}
