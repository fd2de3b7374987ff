// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pools that outlive a loop, as those in static fields of libraries do. */
@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "plain Java needs JDK 24 or later")
@Timeout(60)
class StaticPoolTests {

    @SuppressWarnings("ImmutableEnumChecker") // a supplier is
    enum Pool {
        FIXED(() -> Executors.newFixedThreadPool(2)),
        CACHED(Executors::newCachedThreadPool),
        SCHEDULED(() -> Executors.newScheduledThreadPool(2)),
        TRANSFERRING(() -> new ThreadPoolExecutor(2, 2, 1, TimeUnit.HOURS, new LinkedTransferQueue<>()));

        private final Supplier<ExecutorService> maker;

        Pool(Supplier<ExecutorService> maker) {
            this.maker = maker;
        }
    }

    @ParameterizedTest
    @EnumSource
    void pool_ofAnEarlierLoop_worksInTheNext(Pool kind) {
        ExecutorService pool = kind.maker.get();
        for (int i = 0; i < 5; i++) {
            try (Loop loop = Loop.builder().seed(i).build()) {
                assertThat(loop.run(() -> useFourTimes(pool))).isEqualTo(10);
            }
        }
    }

    private static int useFourTimes(ExecutorService pool) throws Exception {
        int sum = 0;
        for (int i = 1; i <= 4; i++) {
            int job = i;
            Future<Integer> result = pool.submit(() -> {
                Thread.sleep(1_000);
                return job;
            });
            sum += result.get(1, TimeUnit.MINUTES);
        }
        return sum;
    }
}
