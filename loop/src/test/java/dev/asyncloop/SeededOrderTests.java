// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.Loops.millis;
import static dev.asyncloop.Loops.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What a seeded order permutes, and what it never does: a thousand seeds each. */
class SeededOrderTests {

    private static final int SEEDS = 1_000;

    /** Runs a program under all seeds, and returns the different logs. */
    private static Set<List<String>> logs(BiConsumer<Loop, List<String>> program) {
        Set<List<String>> logs = new LinkedHashSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            List<String> log = new ArrayList<>();
            try (Loop loop = Loop.builder().seed(seed).build()) {
                program.accept(loop, log);
                loop.advanceUntilIdle();
                assertThat(loop.audit()).isEmpty();
            }
            logs.add(log);
        }
        return logs;
    }

    @Test
    void tasks_ofOneInstant_arePermuted() {
        assertThat(logs((loop, log) -> {
                    for (String name : List.of("a", "b", "c")) {
                        loop.spawn(name, () -> log.add(name));
                    }
                }))
                .hasSize(6);
    }

    @Test
    void timers_ofEqualDeadline_arePermuted() {
        assertThat(logs((loop, log) -> {
                    for (String name : List.of("a", "b", "c")) {
                        loop.callLater(seconds(1), () -> log.add(name));
                    }
                }))
                .hasSize(6);
    }

    @Test
    void sleepers_ofEqualDeadline_arePermuted() {
        assertThat(logs((loop, log) -> {
                    for (String name : List.of("a", "b", "c")) {
                        loop.spawn(name, () -> {
                            loop.sleep(seconds(1));
                            log.add(name);
                        });
                    }
                }))
                .hasSize(6);
    }

    @Test
    void callbacks_ofDifferentSources_arePermuted() {
        assertThat(logs((loop, log) -> {
                    for (String name : List.of("a", "b", "c")) {
                        loop.callLater(seconds(1), () -> loop.callSoon(() -> log.add(name)));
                    }
                }))
                .hasSize(6);
    }

    @Test
    void callSoon_fromOutside_keepsItsOrder() {
        assertThat(logs((loop, log) -> {
                    for (int i = 0; i < 10; i++) {
                        String name = "c" + i;
                        loop.callSoon(() -> log.add(name));
                    }
                }))
                .hasSize(1);
    }

    @Test
    void callSoon_fromOneTask_keepsItsOrderAcrossItsSteps() {
        Set<List<String>> logs = logs((loop, log) -> {
            loop.spawn("noise", () -> {
                for (int i = 0; i < 3; i++) {
                    loop.yieldNow();
                }
            });
            loop.spawn("source", () -> {
                for (int i = 0; i < 6; i++) {
                    String name = "c" + i;
                    loop.callSoon(() -> log.add(name));
                    if (i % 2 == 1) {
                        loop.yieldNow();
                    }
                }
            });
        });
        assertThat(logs).containsExactly(List.of("c0", "c1", "c2", "c3", "c4", "c5"));
    }

    @Test
    void callSoon_fromOneCallback_keepsItsOrder() {
        Set<List<String>> logs = logs((loop, log) -> {
            loop.callLater(seconds(1), () -> {});
            loop.callLater(seconds(1), () -> {
                loop.callSoon(() -> log.add("a"));
                loop.callSoon(() -> log.add("b"));
                loop.callSoon(() -> log.add("c"));
            });
        });
        assertThat(logs).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void callbacks_ofOneTask_keepTheirOrder() {
        Set<List<String>> logs = logs((loop, log) -> {
            Task<String> task = loop.spawn("t", () -> {
                loop.sleep(seconds(1));
                return "value";
            });
            loop.spawn("noise", () -> loop.sleep(seconds(1)));
            task.onDone(done -> log.add("a"));
            task.thenAccept(value -> log.add("b"));
            task.whenComplete((value, failure) -> log.add("c"));
            task.onDone(done -> log.add("d"));
        });
        assertThat(logs).containsExactly(List.of("a", "b", "c", "d"));
    }

    @Test
    void waiters_ofOneFuture_arePermuted() {
        assertThat(logs((loop, log) -> {
                    CompletableFuture<String> future = new CompletableFuture<>();
                    for (String name : List.of("a", "b", "c")) {
                        loop.spawn(name, () -> {
                            loop.await(future);
                            log.add(name);
                        });
                    }
                    loop.callLater(seconds(1), () -> future.complete("value"));
                }))
                .hasSize(6);
    }

    @Test
    void timers_ofDifferentDeadlines_keepTheirOrder() {
        Set<List<String>> logs = logs((loop, log) -> {
            for (int delay : List.of(3, 1, 2)) {
                loop.callLater(millis(delay), () -> log.add("t" + delay));
            }
        });
        assertThat(logs).containsExactly(List.of("t1", "t2", "t3"));
    }

    @Test
    void timers_ofDifferentNegativeDelays_keepTheirOrder() {
        Set<List<String>> logs = logs((loop, log) -> {
            loop.callSoon(() -> log.add("soon"));
            for (int delay : List.of(-1, -3, -2, 0, -5)) {
                loop.callLater(seconds(delay), () -> log.add("t" + delay));
            }
        });
        assertThat(logs).allSatisfy(log -> {
            List<String> timers = new ArrayList<>(log);
            assertThat(timers.remove("soon")).isTrue();
            assertThat(timers).containsExactly("t-5", "t-3", "t-2", "t-1", "t0");
        });
        assertThat(logs).hasSizeGreaterThan(1);
    }

    @Test
    void lateTimers_inGroupsOfEqualDeadline_arePermutedInsideTheirGroupOnly() {
        Set<List<String>> logs = logs((loop, log) -> {
            for (int group = -2; group <= 0; group++) {
                String name = "g" + (group + 2);
                loop.callLater(seconds(group), () -> log.add(name + "a"));
                loop.callLater(seconds(group), () -> log.add(name + "b"));
            }
        });
        assertThat(logs)
                .hasSize(8)
                .allSatisfy(log -> assertThat(log.stream().map(name -> name.substring(0, 2)))
                        .containsExactly("g0", "g0", "g1", "g1", "g2", "g2"));
    }

    @Test
    void lateTimers_withCancellationsAmongThem_keepTheirOrder() {
        Set<List<String>> logs = logs((loop, log) -> {
            List<Handle> handles = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String name = "t" + i;
                handles.add(loop.callLater(seconds(i - 8), () -> {
                    log.add(name);
                    if (name.equals("t1")) {
                        handles.get(2).cancel();
                        handles.get(5).cancel();
                    }
                }));
            }
            loop.spawn("noise", () -> loop.yieldNow());
        });
        assertThat(logs).containsExactly(List.of("t0", "t1", "t3", "t4", "t6", "t7"));
    }

    @Test
    void sleepers_ofDifferentDurations_wakeInOrder() {
        Set<List<String>> logs = logs((loop, log) -> {
            for (int delay : List.of(3, 1, 2)) {
                loop.spawn("s" + delay, () -> {
                    loop.sleep(Duration.ofNanos(delay));
                    log.add("s" + delay);
                });
            }
        });
        assertThat(logs).containsExactly(List.of("s1", "s2", "s3"));
    }
}
