// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.tasks;

import dev.asyncloop.FibreBackend;
import dev.asyncloop.Loop;
import dev.asyncloop.Promise;
import dev.asyncloop.ThrowingRunnable;
import java.time.Duration;

/** Tasks of a loop as users make it. Only its budgets are larger: they are meant for programs that run away. */
final class LoopTasks implements TaskRuns {

    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private final Loop loop = Loop.builder()
            .fibres(FibreBackend.VIRTUAL_THREADS)
            .maxSteps(Long.MAX_VALUE)
            .maxStepsPerInstant(Long.MAX_VALUE)
            .build();
    private long count;
    private Promise<Long> ping = loop.promise("ping");
    private Promise<Long> pong = loop.promise("pong");

    @Override
    public long yieldNow(int times) {
        return inTwoTasks(times, loop::yieldNow);
    }

    @Override
    public long sleep(int times) {
        return inTwoTasks(times, () -> loop.sleep(MILLISECOND));
    }

    private long inTwoTasks(int times, ThrowingRunnable step) {
        count = 0;
        ThrowingRunnable body = () -> {
            for (int i = 0; i < times / 2; i++) {
                step.run();
                count++;
            }
        };
        loop.spawn(body);
        loop.spawn(body);
        loop.advanceUntilIdle();
        return count;
    }

    @Override
    public long handOver(int times) {
        count = 0;
        ping = loop.promise("ping");
        loop.spawn(() -> {
            for (int i = 0; i < times / 2; i++) {
                pong = loop.promise("pong");
                ping.complete(count);
                count = pong.await() + 1;
            }
        });
        loop.spawn(() -> {
            for (int i = 0; i < times / 2; i++) {
                long value = ping.await() + 1;
                ping = loop.promise("ping");
                pong.complete(value);
            }
        });
        loop.advanceUntilIdle();
        return count;
    }

    @Override
    public long spawn(int times) {
        count = 0;
        ThrowingRunnable body = () -> count++;
        for (int i = 0; i < times; i++) {
            loop.spawn(body);
        }
        loop.runUntilIdle();
        return count;
    }

    @Override
    public void close() {
        loop.close();
    }
}
