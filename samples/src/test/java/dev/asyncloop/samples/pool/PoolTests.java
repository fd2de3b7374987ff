// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.TaskGroup;
import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.samples.testing.Exploring;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolTests {

    private static final List<Connection> ONE = List.of(new Connection(1));

    @AsyncLoopTest(schedules = 1_000)
    void connection_waiter_cancelled_is_not_lost(Loop loop) {
        assertNothingLost(loop, new FairPool(loop::await, ONE));
    }

    @AsyncLoopTest(schedules = 100)
    void connection_many_clients_is_used_by_one_at_a_time(Loop loop) {
        FairPool pool = new FairPool(loop::await, ONE);
        int[] users = {0};
        try (TaskGroup clients = loop.group()) {
            for (int i = 0; i < 5; i++) {
                clients.spawn("client-" + i, () -> {
                    Connection connection = pool.acquire();
                    assertThat(++users[0]).isEqualTo(1);
                    loop.sleep(Duration.ofMillis(10));
                    users[0]--;
                    pool.release(connection);
                });
            }
        }
        assertThat(pool.idle()).isEqualTo(1);
    }

    @Test
    void naive_pool_loses_a_connection_in_some_order_but_not_in_fifo() {
        Exploring.of(NaivePoolTestCase.class).passesInFifoOrderAndFailsInAnother();
    }

    static class NaivePoolTestCase {
        @AsyncLoopTest(schedules = 100)
        void connection_is_not_lost(Loop loop) {
            assertNothingLost(loop, new NaivePool(loop::await, ONE));
        }
    }

    /** One client has the connection, another waits for it, and is cancelled; in FIFO order well before the release. */
    private static void assertNothingLost(Loop loop, Pool pool) {
        Connection connection = pool.acquire();
        Task<?> waiter = loop.spawn("waiter", () -> {
            Connection mine = pool.acquire();
            try {
                loop.yieldNow();
            } finally {
                pool.release(mine);
            }
        });
        Task<?> impatient = loop.spawn("impatient", () -> {
            loop.yieldNow();
            waiter.cancel("took too long");
        });
        Task<?> holder = loop.spawn("holder", () -> {
            loop.yieldNow();
            loop.yieldNow();
            pool.release(connection);
        });
        impatient.await();
        holder.await();
        loop.runUntilIdle();
        assertThat(waiter.isDone()).isTrue();
        assertThat(pool.idle()).as("idle connections").isEqualTo(1);
    }
}
