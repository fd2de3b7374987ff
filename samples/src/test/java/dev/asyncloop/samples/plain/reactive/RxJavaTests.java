// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.plain.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.samples.testing.Elapsed;
import dev.asyncloop.samples.testing.PlainJava;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

@PlainJava
class RxJavaTests {

    @AsyncLoopTest
    void interval_of_a_minute_has_sixty_in_an_hour() throws Exception {
        assertThat(Elapsed.in(() -> assertThat(Observable.interval(1, TimeUnit.MINUTES)
                                .take(60)
                                .count()
                                .blockingGet())
                        .isEqualTo(60)))
                .isEqualTo(Duration.ofHours(1));
    }

    @AsyncLoopTest
    void answer_does_not_come_fails_after_its_time() throws Exception {
        assertThat(Elapsed.in(() -> assertThatThrownBy(() ->
                                Single.never().timeout(5, TimeUnit.SECONDS).blockingGet())
                        .hasCauseInstanceOf(TimeoutException.class)))
                .isEqualTo(Duration.ofSeconds(5));
    }

    @AsyncLoopTest(schedules = 100)
    void blocking_calls_run_beside_each_other() throws Exception {
        assertThat(Elapsed.in(() -> assertThat(Observable.range(1, 10)
                                .flatMapSingle(i -> Single.fromCallable(() -> {
                                            Thread.sleep(1_000);
                                            return i;
                                        })
                                        .subscribeOn(Schedulers.io()))
                                .toList()
                                .blockingGet())
                        .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)))
                .isEqualTo(Duration.ofSeconds(1));
    }
}
