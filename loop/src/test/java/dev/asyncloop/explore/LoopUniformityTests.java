// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import static dev.asyncloop.explore.Statistics.chiSquared;
import static dev.asyncloop.explore.Statistics.limit;
import static dev.asyncloop.explore.Statistics.next;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.schedule.Points;
import dev.asyncloop.schedule.Schedule;
import dev.asyncloop.sync.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Uniform walks over the interleavings of tasks of a loop, whose numbers of events are learnt from its own steps. */
class LoopUniformityTests {

    /** Fewer where a task is a platform thread; still more than 15 for each of 105 interleavings. */
    private static final int ORDERS = Runtime.version().feature() < 21 ? 1_800 : 9_000;

    private static String run(Schedule order, Points points, BiConsumer<Loop, StringBuilder> main) {
        StringBuilder log = new StringBuilder();
        try (Loop loop = Loop.builder()
                .points(points)
                .captureSites(false)
                .schedule(order)
                .build()) {
            loop.run(() -> main.accept(loop, log));
        }
        return log.toString();
    }

    private static Map<String, Integer> count(Strategy strategy, Points points, BiConsumer<Loop, StringBuilder> main) {
        Search search = strategy.search(0, 0x5eed);
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int n = 0; n <= ORDERS; n++) {
            String log = run(next(search), points, main);
            if (n > 0) {
                counts.merge(log, 1, Integer::sum);
            }
        }
        return counts;
    }

    private static void together(Loop loop, Runnable... bodies) {
        List<Task<?>> tasks = new ArrayList<>();
        for (Runnable body : bodies) {
            tasks.add(loop.spawn(body::run));
        }
        tasks.forEach(Task::await);
    }

    private static Runnable steps(Loop loop, StringBuilder log, String name, int count) {
        return () -> {
            log.append(name);
            for (int i = 1; i < count; i++) {
                loop.yieldNow();
                log.append(name);
            }
        };
    }

    private static void threeTasks(Loop loop, StringBuilder log) {
        together(loop, steps(loop, log, "a", 1), steps(loop, log, "b", 2), steps(loop, log, "c", 4));
    }

    @Test
    void urw_tasksThatYield_isUniform() {
        Map<String, Integer> orders = count(Strategy.URW, Points.BLOCKING, LoopUniformityTests::threeTasks);

        assertThat(orders).hasSize(105); // 7! / (1! 2! 4!)
        assertThat(chiSquared(orders, 105)).isLessThan(limit(105));
    }

    @Test
    void random_tasksThatYield_isFarFromUniform() {
        Map<String, Integer> orders = count(Strategy.RANDOM, Points.BLOCKING, LoopUniformityTests::threeTasks);

        assertThat(chiSquared(orders, 105)).isGreaterThan(10 * limit(105));
    }

    private static Runnable writes(Loop loop, Cell<String> cell, StringBuilder log, String name, int yields) {
        return () -> {
            for (int i = 0; i < 2; i++) {
                for (int j = 0; j < yields; j++) {
                    loop.yieldNow();
                }
                cell.set(name);
                log.append(name);
            }
        };
    }

    private static void threeWriters(Loop loop, StringBuilder log) {
        Cell<String> cell = new Cell<>(loop, "");
        together(
                loop,
                writes(loop, cell, log, "a", 0),
                writes(loop, cell, log, "b", 1),
                writes(loop, cell, log, "c", 5));
    }

    @Test
    void surw_writesToACell_areUniform() {
        Map<String, Integer> orders = count(Strategy.SURW, Points.BLOCKING, LoopUniformityTests::threeWriters);

        assertThat(orders).hasSize(90); // 6! / (2! 2! 2!)
        assertThat(chiSquared(orders, 90)).isLessThan(limit(90));
    }

    @Test
    void urw_writesToACell_areFarFromUniform() {
        Map<String, Integer> orders = count(Strategy.URW, Points.BLOCKING, LoopUniformityTests::threeWriters);

        assertThat(chiSquared(orders, 90)).isGreaterThan(5 * limit(90));
    }
}
