// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.Loops.seconds;
import static dev.asyncloop.Loops.secondsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Generators, on both backends. */
@ParameterizedClass
@EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
class GeneratorTests {

    @Parameter
    FibreBackend backend = FibreBackend.AUTO;

    private Loop loop = Loop.create();
    private final List<String> log = new ArrayList<>();

    @BeforeEach
    void open() {
        loop = Loops.on(backend).build();
    }

    @AfterEach
    void close() {
        loop.close();
    }

    private Generator<Integer> numbers(String name) {
        return loop.generate(name, out -> {
            try {
                for (int i = 1; i <= 3; i++) {
                    loop.sleep(seconds(1));
                    out.yield(i);
                }
            } finally {
                loop.sleep(seconds(10));
                log.add(name + " closed at " + secondsOf(loop));
            }
        });
    }

    // ---- values

    @Test
    void forEach_inATask_getsTheValuesAsTheyCome() {
        loop.run(() -> {
            for (int number : numbers("rows")) {
                log.add(number + " at " + secondsOf(loop));
            }
        });

        assertThat(log).containsExactly("1 at 1", "2 at 2", "3 at 3", "rows closed at 13");
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void forEach_outsideOfSteps_drivesTheLoop() {
        for (int number : numbers("rows")) {
            log.add(number + " at " + secondsOf(loop));
        }

        assertThat(log).containsExactly("1 at 1", "2 at 2", "3 at 3", "rows closed at 13");
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void body_runsOnlyWhileTheNextValueIsAwaited() {
        loop.run(() -> {
            Generator<Integer> generator = loop.generate(out -> {
                for (int i = 1; i <= 2; i++) {
                    log.add("body " + i);
                    out.yield(i);
                }
                log.add("body ends");
            });
            loop.sleep(seconds(1));
            for (int number : generator) {
                loop.sleep(seconds(1));
                log.add("consumer " + number);
            }
        });

        assertThat(log).containsExactly("body 1", "consumer 1", "body 2", "consumer 2", "body ends");
    }

    @Test
    void valuesWithoutSuspension_areHandedOverWithinOneStep() {
        loop.run(() -> {
            loop.spawn(() -> log.add("other")).onDone(done -> {});
            long before = loop.trace().steps();
            for (int number : loop.<Integer>generate(out -> {
                out.yield(1);
                out.yield(2);
            })) {
                log.add("value " + number);
            }
            assertThat(loop.trace().steps()).isEqualTo(before);
        });

        assertThat(log).startsWith("value 1", "value 2");
    }

    @Test
    void nulls_areValues() {
        loop.run(() -> {
            Generator<@org.jspecify.annotations.Nullable String> nulls = loop.generate(out -> {
                out.yield(null);
                out.yield("x");
            });
            for (String value : nulls) {
                log.add("" + value);
            }
        });

        assertThat(log).containsExactly("null", "x");
    }

    @Test
    void hasNext_calledAgain_doesNotRunTheBody() {
        loop.run(() -> {
            Iterator<Integer> iterator = numbers("rows").iterator();
            assertThat(iterator.hasNext()).isTrue();
            assertThat(iterator.hasNext()).isTrue();
            assertThat(iterator.next()).isEqualTo(1);
            assertThat(iterator.next()).isEqualTo(2);
            assertThat(iterator.next()).isEqualTo(3);
            assertThat(iterator.hasNext()).isFalse();
            assertThat(iterator.hasNext()).isFalse();
            assertThatThrownBy(iterator::next)
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessageContaining("\"rows\"");
        });
        assertThat(secondsOf(loop)).isEqualTo(13);
    }

    @Test
    void generatorNeverIterated_neverRunsItsBody() {
        loop.run(() -> {
            Generator<Integer> closed = loop.generate(out -> log.add("ran"));
            closed.close();
            assertThat(closed.iterator().hasNext()).isFalse();
            assertThat(numbers("rows")).hasToString("generator \"rows\" has not begun");
        });

        assertThat(loop.audit()).isEmpty();
        assertThat(log).isEmpty();
    }

    @Test
    void generators_nested_passValuesOn() {
        loop.run(() -> {
            Generator<Integer> doubled = loop.generate("doubled", out -> {
                for (int number : numbers("rows")) {
                    out.yield(2 * number);
                }
            });
            for (int number : doubled) {
                log.add("" + number);
            }
        });

        assertThat(log).containsExactly("2", "4", "6", "rows closed at 13");
    }

    @Test
    void taskLocals_ofTheConsumer_areThoseOfTheBody() {
        TaskLocal<String> user = TaskLocal.of("user");
        loop.run(() -> {
            Generator<String> generator = loop.generate(out -> {
                out.yield(user.get());
                user.set("body's");
                out.yield("second");
            });
            user.set("ann");
            for (String value : generator) {
                log.add(value + " " + user.get());
            }
        });

        assertThat(log).containsExactly("ann ann", "second body's");
    }

    // ---- failures and misuse

    @Test
    void failureOfTheBody_comesOutAsItIs_once() {
        IOException expected = new IOException("expected");
        loop.run(() -> {
            Iterator<Integer> iterator = loop.<Integer>generate(out -> {
                        out.yield(1);
                        throw expected;
                    })
                    .iterator();
            assertThat(iterator.next()).isEqualTo(1);
            assertThatThrownBy(iterator::hasNext).isSameAs(expected);
            assertThat(iterator.hasNext()).isFalse();
        });

        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void failureOfTheBody_outsideOfSteps_comesOutAsItIs() {
        Iterator<Integer> iterator = loop.<Integer>generate(out -> {
                    throw new IOException("expected");
                })
                .iterator();

        assertThatThrownBy(iterator::next).isInstanceOf(IOException.class).hasMessage("expected");
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void misuse_isToldApart() {
        loop.run(() -> {
            Generator<Integer> rows = numbers("rows");
            Iterator<Integer> iterator = rows.iterator();
            assertThatThrownBy(rows::iterator)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("iterated before");
            Task<?> first = loop.spawn("first", iterator::next);
            Task<?> second = loop.spawn("second", iterator::next);
            assertThatThrownBy(second::await)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll(
                            "generator \"rows\" for task \"first\"", "at work on a value already", "one at a time");
            assertThatThrownBy(rows::close)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("at work on a value already");
            first.await();
        });
    }

    @Test
    void yield_byAnotherTask_fails() {
        loop.run(() -> {
            Iterator<Integer> iterator = loop.<Integer>generate("rows", out -> {
                        Task<?> helper = loop.spawn("helper", () -> out.yield(1));
                        helper.await();
                    })
                    .iterator();
            assertThatThrownBy(iterator::next)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is for the body of generator \"rows\"");
        });
    }

    @Test
    void callback_thatConsumes_fails() {
        loop.setExceptionHandler((at, context) -> log.add(context.exception().getMessage()));
        Iterator<Integer> iterator = numbers("rows").iterator();
        loop.callSoon(() -> log.add("" + iterator.hasNext()));
        loop.runUntilIdle();

        assertThat(log).singleElement().asString().startsWith("A callback may not wait, and Generator.next of");
    }

    // ---- cancelling

    @Test
    void consumerCancelled_whileItWaits_theBodyCleansUpFirst() {
        loop.run(() -> {
            Task<?> consumer = loop.spawn("consumer", () -> {
                try {
                    numbers("rows").iterator().next();
                } finally {
                    log.add("consumer ends at " + secondsOf(loop));
                }
            });
            loop.yieldNow();
            consumer.cancel("enough");
            assertThatThrownBy(consumer::await)
                    .isInstanceOf(TaskCancelledException.class)
                    .hasMessageContaining("enough");
            assertThat(consumer.isCancelled()).isTrue();
        });

        assertThat(log).containsExactly("rows closed at 10", "consumer ends at 10");
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void bodyThatSwallowsTheCancellation_isTheConsumersFault() {
        loop.run(() -> {
            Task<?> consumer = loop.spawn("consumer", () -> {
                for (String value : loop.<String>generate("rows", out -> {
                    try {
                        loop.sleep(seconds(5));
                    } catch (TaskCancelledException e) {
                        out.yield("swallowed");
                    }
                })) {
                    log.add(value + " " + Task.current().cancelling());
                }
            });
            loop.yieldNow();
            consumer.cancel();
            consumer.await();
        });

        assertThat(log).containsExactly("swallowed 1");
        assertThat(loop.audit()).singleElement().satisfies(fault -> {
            assertThat(fault.kind()).isEqualTo(FaultKind.SWALLOWED_CANCELLATION);
            assertThat(fault.subject()).contains("task \"consumer\"");
        });
    }

    @Test
    void requestBeforeAsking_isDeliveredInTheBodyOrAfterIt() {
        loop.run(() -> {
            Task<?> inBody = loop.spawn(() -> {
                Task.current().cancel("early");
                numbers("rows").iterator().next();
            });
            assertThatThrownBy(inBody::await).isInstanceOf(TaskCancelledException.class);
            Task<?> after = loop.spawn(() -> {
                Task.current().cancel("early");
                for (int number : loop.<Integer>generate(out -> {
                    out.yield(1);
                    out.yield(2);
                })) {
                    log.add("value " + number);
                }
                loop.yieldNow();
                log.add("not reached");
            });
            assertThatThrownBy(after::await).isInstanceOf(TaskCancelledException.class);
        });

        assertThat(log).containsExactly("rows closed at 10", "value 1", "value 2");
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void timeoutAroundTheConsumer_reachesTheBody() {
        loop.run(() -> {
            assertThatThrownBy(() -> loop.timeout(Loops.millis(1500), () -> {
                        for (int number : numbers("rows")) {
                            log.add("" + number);
                        }
                    }))
                    .isInstanceOf(LoopTimeoutException.class);
            assertThat(Task.current().cancelling()).isZero();
        });

        assertThat(log).containsExactly("1", "rows closed at 11");
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void failureOfASibling_reachesTheBody() {
        assertThatThrownBy(() -> loop.run(() -> {
                    try (TaskGroup group = loop.group()) {
                        group.spawn(() -> {
                            loop.sleep(seconds(2));
                            throw new IOException("expected");
                        });
                        loop.<Integer>generate(out -> {
                                    try {
                                        loop.sleep(seconds(50));
                                    } finally {
                                        loop.sleep(seconds(1));
                                        log.add("closed at " + secondsOf(loop));
                                    }
                                })
                                .iterator()
                                .next();
                    }
                }))
                .isInstanceOf(TaskGroupException.class);

        assertThat(log).containsExactly("closed at 3");
        assertThat(loop.audit()).isEmpty();
    }

    // ---- closing

    @Nested
    class Closing {

        @Test
        void close_ofATryBlock_waitsForTheCleanUp() {
            loop.run(() -> {
                try (Generator<Integer> rows = numbers("rows")) {
                    for (int number : rows) {
                        log.add("" + number);
                        break;
                    }
                    log.add("left");
                }
                log.add("after");
            });

            assertThat(log).containsExactly("1", "left", "rows closed at 11", "after");
            assertThat(loop.audit()).isEmpty();
        }

        @Test
        void close_again_andAfterTheEnd_doesNothing() {
            loop.run(() -> {
                Generator<Integer> rows = numbers("rows");
                Iterator<Integer> iterator = rows.iterator();
                iterator.next();
                rows.close();
                rows.close();
                assertThat(iterator.hasNext()).isFalse();
            });

            assertThat(log).containsExactly("rows closed at 11");
        }

        @Test
        void close_failureOfTheCleanUp_isThrown() {
            loop.run(() -> {
                Generator<Integer> rows = loop.generate(out -> {
                    try {
                        out.yield(1);
                    } finally {
                        throwIt(new IOException("expected"));
                    }
                });
                rows.iterator().next();
                assertThatThrownBy(rows::close).isInstanceOf(IOException.class).hasMessage("expected");
            });

            assertThat(loop.audit()).isEmpty();
        }

        @Test
        void close_bodyThatYieldsAgain_fails() {
            loop.run(() -> {
                Generator<Integer> rows = loop.generate("rows", out -> {
                    try {
                        out.yield(1);
                    } finally {
                        out.yield(2);
                    }
                });
                rows.iterator().next();
                assertThatThrownBy(rows::close)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContainingAll("generator ignored its closing", "\"rows\"", "yielded again");
            });
        }

        @Test
        void close_bodyThatNeverStopsYielding_isNamedAtTheEnd() {
            Loop stubborn = Loops.on(backend).build();
            stubborn.run(() -> {
                Generator<Integer> rows = stubborn.generate("rows", out -> {
                    while (true) {
                        try {
                            out.yield(1);
                        } catch (RuntimeException e) {
                            log.add(e.getClass().getSimpleName());
                        }
                    }
                });
                rows.iterator().next();
                assertThatThrownBy(rows::close).hasMessageContaining("generator ignored its closing");
            });
            assertThatThrownBy(stubborn::close)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("generator \"rows\"");

            assertThat(log).startsWith("TaskCancelledException", "IllegalStateException");
        }

        @Test
        void close_whileItsCleanUpIsCancelled_throwsTheCancellation() {
            loop.run(() -> {
                Task<?> consumer = loop.spawn(() -> {
                    Generator<Integer> rows = numbers("rows");
                    rows.iterator().next();
                    try {
                        rows.close();
                    } finally {
                        log.add("after close at " + secondsOf(loop));
                    }
                });
                loop.sleep(seconds(5));
                consumer.cancel();
                assertThatThrownBy(consumer::await).isInstanceOf(TaskCancelledException.class);
            });

            assertThat(log).containsExactly("after close at 5");
            assertThat(loop.audit()).isEmpty();
        }

        @Test
        void leftEarly_closesAtTheEndOfTheTask_inOrder_beforeItsAwaitersGoOn() {
            loop.run(() -> {
                Task<String> consumer = loop.spawn("consumer", () -> {
                    numbers("first").iterator().next();
                    numbers("second").iterator().next();
                    log.add("body ends");
                    return "result";
                });
                log.add(consumer.await());
            });

            assertThat(log).containsExactly("body ends", "first closed at 12", "second closed at 22", "result");
            assertThat(loop.audit()).isEmpty();
        }

        @Test
        void leftEarly_byATaskThatFails_keepsTheFailure_andTheHandlerHearsOfTheCleanUp() {
            loop.setExceptionHandler((at, context) ->
                    log.add(context.message() + ": " + context.exception().getMessage()));
            loop.run(() -> {
                Task<?> consumer = loop.spawn("consumer", () -> {
                    loop.<Integer>generate("bad", out -> {
                                try {
                                    out.yield(1);
                                } finally {
                                    throwIt(new IOException("disk full"));
                                }
                            })
                            .iterator()
                            .next();
                    numbers("good").iterator().next();
                    throw new IOException("expected");
                });
                assertThatThrownBy(consumer::await).hasMessage("expected");
            });

            assertThat(log).hasSize(2);
            assertThat(log.get(0)).contains("closing generator \"bad\" for task \"consumer\"", "disk full");
            assertThat(log.get(1)).isEqualTo("good closed at 11");
        }

        @Test
        void leftEarly_taskCancelledWhileClosing_closesTheOthersAndIsCancelled() {
            loop.run(() -> {
                Task<?> consumer = loop.spawn("consumer", () -> {
                    numbers("first").iterator().next();
                    numbers("second").iterator().next();
                });
                loop.sleep(seconds(5));
                consumer.cancel();
                assertThatThrownBy(consumer::await).isInstanceOf(TaskCancelledException.class);
            });

            assertThat(log).containsExactly("second closed at 15");
            assertThat(loop.audit()).isEmpty();
        }

        @Test
        void leftEarly_handedOn_belongsToTheTaskThatAskedLast() {
            loop.run(() -> {
                Iterator<Integer> iterator = numbers("rows").iterator();
                loop.spawn(() -> log.add("first " + iterator.next())).await();
                assertThat(log).containsExactly("first 1", "rows closed at 11");
                Iterator<Integer> kept = numbers("kept").iterator();
                Task<?> first = loop.spawn(() -> {
                    kept.next();
                    loop.sleep(seconds(5));
                });
                loop.sleep(seconds(2));
                log.add("main " + kept.next());
                first.await();
                log.add("first has ended");
            });

            assertThat(log.subList(2, log.size())).containsExactly("main 2", "first has ended", "kept closed at 27");
        }

        @Test
        void leftEarly_inABody_closesWithThatBody() {
            loop.run(() -> {
                try (Generator<Integer> outer = loop.generate("outer", out -> {
                    numbers("inner").iterator().next();
                    out.yield(1);
                })) {
                    outer.iterator().next();
                }
                log.add("outer closed");
            });

            assertThat(log).containsExactly("inner closed at 11", "outer closed");
        }

        @Test
        void iteratedOutsideOfTasks_closesWithTheLoop_inTheOrderOfCreation() {
            try (Loop own = Loops.on(backend).build()) {
                Iterator<Integer> first = rows(own, "first").iterator();
                Iterator<Integer> second = rows(own, "second").iterator();
                second.next();
                first.next();
                assertThat(own.audit()).isEmpty();
                assertThat(own.tasks()).isEmpty();
            }

            assertThat(log).containsExactly("first closed", "second closed");
        }

        @Test
        void close_ofTheLoop_withACleanUpThatFails_namesTheGenerator() {
            Loop own = Loops.on(backend).build();
            own.<Integer>generate("bad", out -> {
                        try {
                            out.yield(1);
                        } finally {
                            throwIt(new IOException("disk full"));
                        }
                    })
                    .iterator()
                    .next();

            assertThatThrownBy(own::close)
                    .hasMessageContainingAll(
                            "generator \"bad\" could not be closed", "disk full", "GeneratorTests.java");
            assertThat(own.isClosed()).isTrue();
            assertThat(own.audit()).as("told already").isEmpty();
        }

        private Generator<Integer> rows(Loop own, String name) {
            return own.generate(name, out -> {
                try {
                    out.yield(1);
                } finally {
                    own.sleep(seconds(1));
                    log.add(name + " closed");
                }
            });
        }
    }

    private static void throwIt(Exception e) throws Exception {
        throw e;
    }

    // ---- determinism

    @Test
    void trace_underManySeeds_isThatOfTheSeed() {
        for (long seed = 0; seed < 200; seed++) {
            assertThat(program(Loops.on(backend).seed(seed)))
                    .as("seed %d", seed)
                    .isEqualTo(program(Loop.builder().seed(seed)));
        }
    }

    private static String program(LoopBuilder builder) {
        StringBuilder seen = new StringBuilder();
        try (Loop seeded = builder.build()) {
            seeded.run(() -> {
                for (int i = 0; i < 4; i++) {
                    int number = i;
                    Task<?> consumer = seeded.spawn("consumer-" + i, () -> {
                        for (int value : seeded.<Integer>generate(out -> {
                            try {
                                for (int next = 0; next < 4; next++) {
                                    seeded.yieldNow();
                                    seeded.callSoon(
                                            () -> seen.append("callback ").append(number));
                                    out.yield(next);
                                }
                            } finally {
                                seeded.yieldNow();
                                seen.append("closed ").append(number);
                            }
                        })) {
                            seen.append(number).append(value);
                            if (value == number) {
                                break;
                            }
                        }
                    });
                    if (i == 3) {
                        seeded.spawn(() -> consumer.cancel("killed"));
                    }
                }
                seeded.sleep(seconds(1));
            });
            assertThat(seeded.audit()).isEmpty();
            return seen + "\n" + seeded.trace();
        }
    }

    // ---- reports

    @Test
    void deadlock_ofAConsumer_showsTheGeneratorInTheChain() {
        Task<?> consumer = loop.spawn("consumer", () -> {
            loop.<Integer>generate("rows", out -> loop.await(loop.promise("never")))
                    .iterator()
                    .next();
        });

        assertThatThrownBy(consumer::await)
                .isInstanceOf(DeadlockException.class)
                .hasMessageContainingAll(
                        "task \"consumer\" (#1) waits for the next value of generator \"rows\" at",
                        "which waits for promise \"never\"");
        consumer.cancel();
    }

    @Test
    void deadlock_outsideOfSteps_namesTheGenerator() {
        Iterator<Integer> iterator = loop.<Integer>generate("rows", out -> loop.await(loop.promise("never")))
                .iterator();

        assertThatThrownBy(iterator::next)
                .isInstanceOf(DeadlockException.class)
                .hasMessageContainingAll(
                        "the next value of generator \"rows\" is not done", "waits for promise \"never\"");
        loop.runUntilIdle();
    }

    @Test
    void leak_ofAConsumer_isOneFault() {
        Loop leaking = Loops.on(backend).build();
        leaking.spawn(
                "consumer",
                () -> leaking.<Integer>generate("rows", out -> leaking.sleep(seconds(5)))
                        .iterator()
                        .next());
        leaking.runUntilIdle();

        assertThat(leaking.audit())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message())
                        .contains("task \"consumer\"", "waits for the next value of generator \"rows\""));
        leaking.close();
    }
}
