// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.plain.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.samples.testing.Elapsed;
import dev.asyncloop.samples.testing.PlainJava;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.commons.pool2.impl.GenericObjectPool;

@PlainJava
class CommonsPoolTests {

    @AsyncLoopTest
    void borrower_pool_is_exhausted_gives_up_after_its_time() throws Exception {
        try (GenericObjectPool<Connection> pool = Pools.ofSize(2)) {
            pool.borrowObject();
            pool.borrowObject();
            assertThat(Elapsed.in(() -> assertThatThrownBy(() -> pool.borrowObject(Duration.ofMinutes(5)))
                            .isInstanceOf(NoSuchElementException.class)))
                    .isEqualTo(Duration.ofMinutes(5));
        }
    }

    @AsyncLoopTest
    void borrower_object_comes_back_gets_it_at_once() throws Exception {
        try (GenericObjectPool<Connection> pool = Pools.ofSize(1)) {
            Connection connection = pool.borrowObject();
            CompletableFuture.delayedExecutor(3, TimeUnit.MINUTES).execute(() -> pool.returnObject(connection));
            assertThat(Elapsed.in(() ->
                            assertThat(pool.borrowObject(Duration.ofMinutes(5))).isSameAs(connection)))
                    .isEqualTo(Duration.ofMinutes(3));
        }
    }

    @AsyncLoopTest
    void object_not_used_for_an_hour_is_evicted() throws Exception {
        try (GenericObjectPool<Connection> pool = Pools.ofSize(1)) {
            pool.setMinEvictableIdleDuration(Duration.ofHours(1));
            pool.setDurationBetweenEvictionRuns(Duration.ofMinutes(7));
            pool.returnObject(pool.borrowObject());
            Thread.sleep(Duration.ofMinutes(63).toMillis() - 1);
            assertThat(pool.getNumIdle()).isOne();
            Thread.sleep(2);
            assertThat(pool.getNumIdle()).isZero();
        }
    }
}
