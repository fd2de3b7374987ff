// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.sync.AsyncLock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Shrinking of orders of real loops. */
class ShrinkingLoopsTests {

    /** Setters write a, then b; the checker fails if it sees one of them only. */
    static void reorder(Loop loop, int setters) {
        int[] cells = new int[2];
        for (int i = 0; i < setters; i++) {
            loop.spawn("setter-" + i, () -> {
                cells[0] = 1;
                loop.yieldNow();
                cells[1] = -1;
            });
        }
        loop.run(() -> loop.spawn("checker", () -> {
                    loop.yieldNow();
                    loop.yieldNow();
                    int a = cells[0];
                    loop.yieldNow();
                    int b = cells[1];
                    if (a != 0 && b == 0) {
                        throw new IllegalStateException("reordered");
                    }
                })
                .await());
    }

    /** Two tasks take two locks in different orders. */
    static void crossedLocks(Loop loop) {
        AsyncLock left = new AsyncLock(loop, "left");
        AsyncLock right = new AsyncLock(loop, "right");
        loop.run(() -> {
            try (var group = loop.group()) {
                group.spawn(() -> nested(loop, left, right));
                group.spawn(() -> {
                    loop.yieldNow();
                    loop.yieldNow();
                    loop.yieldNow();
                    nested(loop, right, left);
                });
            }
            return null;
        });
    }

    private static void nested(Loop loop, AsyncLock outer, AsyncLock inner) throws Exception {
        outer.withLock(() -> {
            loop.yieldNow();
            inner.withLock(loop::yieldNow);
        });
    }

    private static FailedOrder explore(Program program) throws InterruptedException {
        return new Explorer()
                .strategy(Strategy.RANDOM)
                .schedules(10_000)
                .leaks(false)
                .shrinking(Duration.ofMinutes(1))
                .explore(program)
                .failure()
                .orElseThrow();
    }

    @Test
    void explorer_reorderedWrites_areLeftWithTheFewestChoices() throws Exception {
        FailedOrder failed = explore(loop -> reorder(loop, 3));

        FailedOrder.Small small = failed.small();
        assertThat(small).isNotNull();
        assertThat(small.shrunk().minimal()).isTrue();
        assertThat(small.shrunk().deviationsAfter())
                .isLessThanOrEqualTo(3)
                .isLessThan(small.shrunk().deviationsBefore());
        assertThat(small.exception()).hasMessage("reordered");
    }
}
