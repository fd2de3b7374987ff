// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.Loops.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Thread-locals follow tasks and callbacks on both backends. */
class ThreadLocalAdapterTests {

    /** A logging context with the static methods of SLF4J's. */
    static final class Mdc {

        private static final ThreadLocal<@Nullable Map<String, String>> MAP = new ThreadLocal<>();

        static void put(String key, String value) {
            Map<String, String> map = MAP.get();
            if (map == null) {
                map = new LinkedHashMap<>();
                MAP.set(map);
            }
            map.put(key, value);
        }

        static String get(String key) {
            Map<String, String> map = MAP.get();
            return map == null ? "none" : map.getOrDefault(key, "none");
        }

        static @Nullable Map<String, String> getCopyOfContextMap() {
            Map<String, String> map = MAP.get();
            return map == null ? null : new LinkedHashMap<>(map);
        }

        static void setContextMap(Map<String, String> map) {
            MAP.set(new LinkedHashMap<>(map));
        }

        static void clear() {
            MAP.remove();
        }
    }

    private final ThreadLocal<String> tenant = new ThreadLocal<>();
    private final TaskLocal<String> user = TaskLocal.of("user");
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void clear() {
        Mdc.clear();
        user.remove();
    }

    private static Loop withMdc(FibreBackend backend) {
        return Loops.on(backend)
                .threadLocal(ThreadLocalAdapter.of(Mdc::getCopyOfContextMap, Mdc::setContextMap, Mdc::clear))
                .build();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void mdc_ofTheSpawner_followsIntoTasksAndSurvivesSuspension(FibreBackend backend) {
        Mdc.put("request", "1");
        try (Loop loop = withMdc(backend)) {
            loop.run(() -> {
                log.add("main " + Mdc.get("request"));
                Mdc.put("request", "2");
                Task<?> child = loop.spawn(() -> {
                    log.add("child " + Mdc.get("request"));
                    Mdc.put("request", "child's");
                    loop.sleep(seconds(2));
                    log.add("child later " + Mdc.get("request"));
                });
                Mdc.put("request", "3");
                loop.sleep(seconds(1));
                log.add("main later " + Mdc.get("request"));
                child.await();
            });
        }
        assertThat(log).containsExactly("main 1", "child 2", "main later 3", "child later child's");
        assertThat(Mdc.get("request")).isEqualTo("1");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void mdc_inCallbacks_isThatOfTheirScheduling_andTheDrivingThreadHasItsOwnAgain(FibreBackend backend) {
        try (Loop loop = withMdc(backend)) {
            Mdc.put("request", "soon");
            loop.callSoon(() -> {
                log.add(Mdc.get("request"));
                Mdc.put("request", "spoilt");
            });
            Mdc.put("request", "later");
            loop.callLater(seconds(1), () -> log.add(Mdc.get("request")));
            Mdc.put("request", "job");
            loop.executor().execute(() -> log.add(Mdc.get("request")));
            Mdc.put("request", "failing");
            loop.setExceptionHandler(
                    (at, context) -> log.add(context.exception().getMessage()));
            loop.callSoon(() -> {
                throw new IllegalStateException("from " + Mdc.get("request"));
            });
            Mdc.put("request", "driver's");
            loop.advanceUntilIdle();
            log.add(Mdc.get("request"));
            Mdc.clear();
            loop.callSoon(() -> log.add(Mdc.get("request")));
            Mdc.put("request", "driver's");
            loop.runUntilIdle();
        }
        assertThat(log).containsExactly("soon", "job", "from failing", "later", "driver's", "none");
        assertThat(Mdc.get("request")).isEqualTo("driver's");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void threadLocal_afterATask_isNotSeenByTheNextOneOnItsThread(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).threadLocal(tenant).build()) {
            loop.run(() -> {
                loop.spawn(() -> tenant.set("spoilt")).await();
                loop.spawn(() -> log.add("next " + tenant.get())).await();
                tenant.set("acme");
                loop.spawn(() -> log.add("child " + tenant.get())).await();
            });
            loop.spawn(() -> log.add("outside " + tenant.get())).await();
        }
        assertThat(log).containsExactly("next null", "child acme", "outside null");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void threadLocal_ofAPoolsJobs_isThatOfTheSubmitter(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).threadLocal(tenant).build()) {
            var pool = loop.threadPool(1);
            loop.run(() -> {
                tenant.set("acme");
                var first = pool.submit(() -> log.add(tenant.get()));
                tenant.set("emca");
                var second = pool.submit(() -> log.add(tenant.get()));
                first.get();
                second.get();
            });
            pool.shutdown();
        }
        assertThat(log).containsExactly("acme", "emca");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void mirror_showsTheTaskLocalInTasksAndCallbacks(FibreBackend backend) {
        tenant.set("driver's");
        try (Loop loop = Loops.on(backend).mirror(user, tenant).build()) {
            loop.run(() -> {
                log.add("unset " + tenant.get());
                user.set("ann");
                log.add("set " + tenant.get());
                loop.callSoon(() -> {
                    log.add("callback " + tenant.get());
                    user.set("callback's");
                    log.add("changed " + tenant.get());
                });
                user.with(
                        "bob",
                        () -> loop.spawn(() -> {
                                    loop.yieldNow();
                                    log.add("child " + tenant.get());
                                })
                                .await());
                log.add("after " + tenant.get());
                user.remove();
                log.add("removed " + tenant.get());
            });
        }
        assertThat(log)
                .containsExactly(
                        "unset null",
                        "set ann",
                        "callback ann",
                        "changed callback's",
                        "child bob",
                        "after ann",
                        "removed null");
        assertThat(tenant.get()).isEqualTo("driver's");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void adapterThatFails_atTheStartOfATask_isItsFailure(FibreBackend backend) {
        tenant.set("acme");
        ThreadLocalAdapter<String> failing = ThreadLocalAdapter.of(
                tenant::get,
                value -> {
                    throw new IllegalStateException("cannot restore " + value);
                },
                tenant::remove);
        try (Loop loop = Loops.on(backend).threadLocal(failing).build()) {
            Task<?> task = loop.spawn(() -> log.add("ran"));
            assertThatThrownBy(task::await).hasMessage("cannot restore acme");
        }
        assertThat(log).isEmpty();
    }
}
