// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import dev.asyncloop.Loop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Uses what the JDK keeps once for all in a loop first, and then outside. */
final class AfterLoopProgram {

    private AfterLoopProgram() {}

    public static void main(String[] args) throws Exception {
        try (Loop loop = Loop.create()) {
            loop.run(() -> {
                new CompletableFuture<Integer>()
                        .completeOnTimeout(1, 1, TimeUnit.HOURS)
                        .join();
                return IntStream.range(0, 100).parallel().sum();
            });
        }
        try {
            new CompletableFuture<>().orTimeout(5, TimeUnit.MILLISECONDS).get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            System.out.println("orTimeout " + (e.getCause() instanceof TimeoutException));
        }
        CompletableFuture<Void> delayed =
                CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS));
        delayed.get(30, TimeUnit.SECONDS);
        System.out.println("delayedExecutor " + delayed.isDone());
        System.out.println("own pool "
                + (new CompletableFuture<>().defaultExecutor() != ForkJoinPool.commonPool()
                        && ForkJoinPool.getCommonPoolParallelism() > 1));
        System.out.println("parallel sum " + IntStream.range(0, 100).parallel().sum());
    }
}
