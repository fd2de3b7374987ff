// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.plain.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.samples.testing.Elapsed;
import dev.asyncloop.samples.testing.PlainJava;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@PlainJava
class ReactorTests {

    @AsyncLoopTest
    void elements_each_delayed_by_a_minute_take_an_hour() throws Exception {
        assertThat(Elapsed.in(() -> assertThat(Flux.range(1, 60)
                                .delayElements(Duration.ofMinutes(1))
                                .reduce(0, Integer::sum)
                                .block())
                        .isEqualTo(1_830)))
                .isEqualTo(Duration.ofHours(1));
    }

    @AsyncLoopTest
    void answer_does_not_come_is_replaced_after_its_time() throws Exception {
        assertThat(Elapsed.in(() -> assertThat(Mono.<String>never()
                                .timeout(Duration.ofSeconds(5), Mono.just("default"))
                                .block())
                        .isEqualTo("default")))
                .isEqualTo(Duration.ofSeconds(5));
    }

    @AsyncLoopTest(schedules = 100)
    void blocking_calls_run_beside_each_other() throws Exception {
        assertThat(Elapsed.in(() -> assertThat(Flux.range(1, 10)
                                .flatMap(i -> Mono.fromCallable(() -> {
                                            Thread.sleep(1_000);
                                            return i;
                                        })
                                        .subscribeOn(Schedulers.boundedElastic()))
                                .collectList()
                                .block())
                        .containsExactlyInAnyOrderElementsOf(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))))
                .isEqualTo(Duration.ofSeconds(1));
    }
}
