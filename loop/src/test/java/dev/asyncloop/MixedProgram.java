// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.Loops.millis;
import static dev.asyncloop.Loops.seconds;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A program with something of everything, whose order the tests of determinism compare. */
final class MixedProgram {

    private MixedProgram() {}

    /** Runs the program to its end; only loop operations, so that every backend can run it. */
    static void run(Loop loop) {
        List<String> log = new ArrayList<>();
        CompletableFuture<String> gate = new CompletableFuture<>();
        loop.callSoon(() -> log.add("outside 1"));
        loop.callSoon(() -> loop.callSoon(() -> log.add("nested")));
        loop.callLater(millis(5), () -> gate.complete("open"));
        loop.callLater(millis(5), () -> log.add("equal"));
        loop.callLater(millis(-5), () -> log.add("late"));
        loop.run(() -> {
            for (int i = 0; i < 3; i++) {
                int number = i;
                loop.spawn("worker-" + i, () -> {
                    for (int turn = 0; turn < 3; turn++) {
                        loop.sleep(millis(loop.random().nextInt(3)));
                        log.add("worker " + number);
                        loop.callSoon(() -> log.add("from worker " + number));
                    }
                });
                loop.spawn("waiter-" + i, () -> log.add(loop.await(gate)));
            }
            Task<?> victim = loop.spawn("victim", () -> {
                try {
                    loop.sleep(seconds(100));
                } finally {
                    loop.sleep(millis(1));
                }
            });
            loop.spawn("killer", () -> {
                loop.sleep(millis(2));
                victim.cancel("killed");
            });
            victim.onDone(done -> log.add("victim is gone"));
            loop.spawn("timeout", () -> {
                try {
                    loop.timeout(millis(5), () -> loop.sleep(seconds(9)));
                } catch (LoopTimeoutException e) {
                    log.add("timed out");
                }
            });
            try (TaskGroup group = loop.group()) {
                group.spawn("left", () -> loop.sleep(millis(3)));
                group.spawn("right", () -> {
                    loop.yieldNow();
                    loop.trace("right has yielded");
                });
            }
            Task<Integer> failing = loop.spawn("failing", () -> {
                loop.yieldNow();
                throw new IllegalStateException("expected");
            });
            try {
                failing.await();
            } catch (IllegalStateException | CompletionException e) {
                log.add("failed");
            }
            loop.sleep(millis(20));
        });
        loop.advanceUntilIdle();
    }
}
