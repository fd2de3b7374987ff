// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Generator;
import dev.asyncloop.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Asynchronous generators: one that is abandoned is closed all the same. */
@SuppressWarnings("MemberName") // the number of the case comes first
class GeneratorConformanceTests {

    private final List<String> log = new ArrayList<>();

    private Generator<Integer> numbers(Loop loop) {
        return loop.generate(out -> {
            try {
                out.yield(1);
                out.yield(2);
            } finally {
                loop.sleep(Duration.ofSeconds(1));
                log.add("finally");
            }
        });
    }

    /** Other than in asyncio, it does not take a garbage collector: the end of the task is when it happens. */
    @Test
    void R05_abandonedGenerator_runsItsFinallyAtTheEndOfItsTask() throws Exception {
        Orders.inEveryOrder(loop -> {
            log.clear();
            loop.run(() -> {
                loop.spawn(() -> {
                            for (int number : numbers(loop)) {
                                log.add("got " + number);
                                break;
                            }
                            loop.sleep(Duration.ofSeconds(1));
                            log.add("end");
                        })
                        .await();
                log.add("awaited");
            });

            assertThat(log).containsExactly("got 1", "end", "finally", "awaited");
        });
    }

    @Test
    void R05_generatorAbandonedOutsideOfTasks_runsItsFinallyAtTheClose() throws Exception {
        Orders.inEveryOrder(loop -> {
            log.clear();
            log.add("got " + numbers(loop).iterator().next());
            loop.advance(Duration.ofSeconds(5));
            log.add("closing");
            loop.close();

            assertThat(log).containsExactly("got 1", "closing", "finally");
        });
    }
}
