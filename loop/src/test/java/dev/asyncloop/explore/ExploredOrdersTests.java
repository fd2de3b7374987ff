// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.asyncloop.FibreBackend;
import dev.asyncloop.Loop;
import dev.asyncloop.Promise;
import dev.asyncloop.TaskGroup;
import dev.asyncloop.schedule.Points;
import dev.asyncloop.schedule.Schedule;
import dev.asyncloop.sync.AsyncLock;
import dev.asyncloop.sync.AsyncQueue;
import dev.asyncloop.sync.Cell;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The orders that a root seed stands for are the same for ever: in every run, on both backends, on every JDK. */
class ExploredOrdersTests {

    private static final long ROOT = 0x5eed;
    private static final int ORDERS = 12;
    private static final String GOLDEN = "explored-orders.txt";

    /** Has a part of everything that choices are made for. */
    private static void program(Loop loop) {
        Cell<Integer> cell = new Cell<>(loop, 0);
        AsyncLock lock = new AsyncLock(loop, "lock");
        AsyncQueue<Integer> queue = new AsyncQueue<>(loop);
        Promise<Integer> promise = loop.promise("promise");
        loop.run(() -> {
            ScheduledExecutorService pool = loop.threadPool(2);
            try (TaskGroup group = loop.group()) {
                for (int i = 0; i < 3; i++) {
                    int millis = i;
                    group.spawn("worker-" + i, () -> {
                        lock.withLock(() -> cell.set(cell.get() + 1));
                        loop.sleep(Duration.ofMillis(millis));
                        queue.put(loop.chance(0.3) ? loop.pick(List.of(1, 2, 3)) : cell.update(now -> now + 1));
                        loop.yieldNow();
                    });
                }
                group.spawn("reader", () -> {
                    for (int i = 0; i < 3; i++) {
                        loop.trace("got " + queue.get());
                    }
                    promise.complete(cell.get());
                });
                group.spawn("waiter", () -> loop.trace("in all " + promise.await()));
                pool.submit(() -> loop.callSoon(() -> loop.trace("called")));
                pool.submit(() -> loop.sleep(Duration.ofMillis(1)));
                loop.callLater(Duration.ofMillis(2), () -> loop.trace("timer"));
                pool.shutdown();
            }
            loop.sleep(Duration.ofMillis(5));
        });
    }

    private static String orders(Strategy strategy, FibreBackend backend) {
        Search search = strategy.search(0, ROOT);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ORDERS; i++) {
            Schedule order = Objects.requireNonNull(search.next());
            try (Loop loop = Loop.builder()
                    .schedule(order)
                    .fibres(backend)
                    .points(Points.SYNC)
                    .timerSlack(Duration.ofMillis(1))
                    .build()) {
                program(loop);
                assertThat(loop.audit()).isEmpty();
                text.append(strategy)
                        .append(' ')
                        .append(Long.toHexString(loop.trace().hash()))
                        .append(' ')
                        .append(loop.replayToken())
                        .append('\n');
            }
        }
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource
    void orders_ofOneRoot_areTheSameTwiceAndOnBothBackends(Strategy strategy) {
        String first = orders(strategy, FibreBackend.AUTO);
        assertThat(orders(strategy, FibreBackend.AUTO)).isEqualTo(first);
        assertThat(orders(strategy, FibreBackend.BATON)).isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PORTFOLIO")
    void orders_ofAStrategy_areDifferentOnes(Strategy strategy) {
        assertThat(orders(strategy, FibreBackend.AUTO).lines().distinct().count())
                .isGreaterThan(ORDERS * 2 / 3);
    }

    @Test
    void orders_ofEveryStrategy_areTheGoldenOnes() throws IOException {
        StringBuilder actual = new StringBuilder();
        for (Strategy strategy : Strategy.values()) {
            actual.append(orders(strategy, FibreBackend.AUTO));
        }
        if (Boolean.getBoolean("golden.update")) {
            Path file = Path.of("src/test/resources/dev/asyncloop/explore", GOLDEN);
            Files.writeString(file, actual);
            assumeTrue(false, "written: " + file);
        }
        assertThat(actual.toString()).isEqualTo(golden());
    }

    private static String golden() throws IOException {
        try (InputStream in = Objects.requireNonNull(ExploredOrdersTests.class.getResourceAsStream(GOLDEN))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
