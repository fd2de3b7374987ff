// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.Loops.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class TaskLocalTests {

    private final TaskLocal<String> user = TaskLocal.of("user");
    private final Loop loop = Loop.create();
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void close() {
        loop.close();
        user.remove();
    }

    // ---- values

    @Test
    void get_withoutValueAndDefault_throws() {
        assertThatThrownBy(user::get)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContainingAll("\"user\" has no value here", "TaskLocal.withDefault");
        assertThat(user.isSet()).isFalse();
        assertThat(user.orElse("nobody")).isEqualTo("nobody");
    }

    @Test
    void orElse_default_doesNotCount() {
        TaskLocal<String> role = TaskLocal.withDefault("role", "guest");

        assertThat(role.get()).isEqualTo("guest");
        assertThat(role.orElse("nobody")).isEqualTo("nobody");
        assertThat(role).hasToString("TaskLocal \"role\"");
    }

    @Test
    void severalVariables_setAndRemoved_keepTheirOwnValues() {
        TaskLocal<Integer> first = TaskLocal.of("same name");
        TaskLocal<Integer> second = TaskLocal.of("same name");
        TaskLocal<Integer> third = TaskLocal.of("third");
        loop.run(() -> {
            first.set(1);
            second.set(2);
            third.set(3);
            second.set(22);
            first.remove();
            first.remove();
            assertThat(first.isSet()).isFalse();
            assertThat(second.get()).isEqualTo(22);
            assertThat(third.get()).isEqualTo(3);
        });
    }

    @Test
    void set_null_isAValue() {
        TaskLocal<@org.jspecify.annotations.Nullable String> nullable = TaskLocal.withDefault("nullable", "default");
        loop.run(() -> {
            nullable.set(null);
            assertThat(nullable.isSet()).isTrue();
            assertThat(nullable.get()).isNull();
        });
    }

    @Test
    void with_returnsAndThrowsAsItsBody_andBringsBackWhatWas() throws Exception {
        user.set("outer");

        String seen = user.with("inner", () -> {
            user.set("changed");
            return user.get();
        });

        assertThat(seen).isEqualTo("changed");
        assertThat(user.get()).isEqualTo("outer");
        assertThatThrownBy(() -> user.with("inner", () -> {
                    throw new IOException("expected");
                }))
                .isInstanceOf(IOException.class);
        assertThat(user.get()).isEqualTo("outer");
        user.remove();
        user.with("inner", () -> log.add(user.get()));
        assertThat(user.isSet()).isFalse();
        assertThat(log).containsExactly("inner");
    }

    @Test
    void with_bodyThatSuspends_isNotSeenByOthers() {
        loop.run(() -> {
            Task<?> other = loop.spawn(() -> log.add("other " + user.orElse("nobody")));
            user.with("ann", () -> {
                Task<?> child = loop.spawn(() -> log.add("child " + user.get()));
                loop.sleep(seconds(1));
                log.add("body " + user.get());
                child.await();
            });
            other.await();
            log.add("after " + user.orElse("nobody"));
        });

        assertThat(log).containsExactly("other nobody", "child ann", "body ann", "after nobody");
    }

    // ---- who inherits from whom

    @Test
    void outsideOfSteps_valueBelongsToTheThread() throws InterruptedException {
        user.set("ann");
        Thread thread = new Thread(() -> {
            log.add(user.orElse("nobody"));
            user.set("bob");
            loop.callSoonThreadSafe(() -> log.add(user.get()));
        });
        thread.start();
        thread.join(10_000);

        loop.runUntilIdle();

        assertThat(log).containsExactly("nobody", "bob");
        assertThat(user.get()).isEqualTo("ann");
    }

    @Test
    void callback_passesItsOwnContextOn() {
        loop.callSoon(() -> {
            user.set("ann");
            loop.callSoon(() -> log.add("callback " + user.get()));
            loop.spawn(() -> log.add("task " + user.get()));
        });
        loop.runUntilIdle();

        assertThat(log).containsExactly("callback ann", "task ann");
    }

    @Test
    void firstRun_inheritsFromItsThread_laterOnesFromTheFirst() {
        user.set("ann");
        loop.run(() -> log.add(user.get()));
        user.set("bob");
        loop.run(() -> {
            log.add(user.get());
            user.set("eve");
        });
        loop.run(() -> log.add(loop.spawn(() -> user.get()).await()));

        assertThat(log).containsExactly("ann", "ann", "eve");
        assertThat(user.get()).isEqualTo("bob");
    }

    @Test
    void jobs_seeTheContextOfTheirSubmitter() {
        ScheduledExecutorService pool = loop.threadPool(1);
        for (String name : List.of("ann", "bob")) {
            loop.spawn(() -> {
                user.set(name);
                loop.executor().execute(() -> {
                    log.add("executor " + user.get());
                    user.set("spoilt");
                });
                loop.executor().schedule(() -> log.add("scheduled " + user.get()), 1, TimeUnit.SECONDS);
                pool.execute(() -> log.add("pool " + user.get()));
            });
        }
        loop.advanceUntilIdle();
        pool.shutdown();

        assertThat(log)
                .containsExactlyInAnyOrder(
                        "executor ann", "executor bob", "pool ann", "pool bob", "scheduled ann", "scheduled bob");
    }

    @Test
    void periodicJob_everyRun_beginsWithTheSubmittersContext() {
        user.set("ann");
        var job = loop.executor()
                .scheduleAtFixedRate(
                        () -> {
                            log.add(user.get());
                            user.set("spoilt");
                        },
                        1,
                        1,
                        TimeUnit.SECONDS);
        loop.advance(seconds(2));
        job.cancel(false);

        assertThat(log).containsExactly("ann", "ann");
    }

    @Test
    void dependentStage_ofATask_seesTheContextOfItsRegistration() {
        loop.run(() -> {
            Task<Integer> task = loop.spawn(() -> 7);
            user.set("ann");
            var done = task.thenAccept(value -> log.add(value + " for " + user.get()));
            user.set("bob");
            loop.await(done);
        });

        assertThat(log).containsExactly("7 for ann");
    }

    @Test
    void threadStartedByATask_onTheVirtualBackend_inherits() {
        try (Loop virtual = Loops.on(FibreBackend.VIRTUAL_THREADS).build()) {
            virtual.run(() -> {
                user.set("ann");
                Thread thread = startVirtual(() -> {
                    log.add(user.get());
                    user.set("bob");
                    virtual.spawn(() -> log.add(user.get()));
                });
                user.set("eve");
                thread.join();
                virtual.yieldNow();
                log.add(user.get());
            });
        }
        assertThat(log).containsExactly("ann", "bob", "eve");
    }

    private static Thread startVirtual(Runnable body) throws ReflectiveOperationException {
        return (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, body);
    }

    // ---- determinism

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void values_underManySeeds_areThoseOfTheSeed(FibreBackend backend) {
        for (long seed = 0; seed < 100; seed++) {
            assertThat(program(Loops.on(backend).seed(seed)))
                    .as("seed %d", seed)
                    .isEqualTo(program(Loop.builder().seed(seed)));
        }
    }

    private static String program(LoopBuilder builder) {
        TaskLocal<String> path = TaskLocal.withDefault("path", "");
        StringBuilder seen = new StringBuilder();
        try (Loop seeded = builder.build()) {
            seeded.run(() -> {
                try (TaskGroup group = seeded.group()) {
                    for (int i = 0; i < 4; i++) {
                        int number = i;
                        path.set(path.get() + number);
                        group.spawn(() -> {
                            seeded.callSoon(() ->
                                    seen.append("callback ").append(path.get()).append('\n'));
                            seeded.yieldNow();
                            path.set(path.get() + "-" + number);
                            seeded.yieldNow();
                            seen.append(path.get()).append('\n');
                        });
                    }
                }
                seeded.yieldNow();
                seen.append(path.get());
            });
            return seen + "\n" + seeded.trace();
        }
    }
}
