// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Task;
import dev.asyncloop.TaskLocal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Context variables: what callbacks, tasks and runs inherit. */
@SuppressWarnings("MemberName") // the number of the case comes first
class ContextConformanceTests {

    @Test
    void L22_callbacks_seeTheContextOfTheirScheduling() throws Exception {
        Orders.inFifoOrder(loop -> {
            TaskLocal<Integer> v = TaskLocal.of("v");
            List<Integer> seen = new ArrayList<>();
            v.set(1);
            loop.callSoon(() -> {
                seen.add(v.get());
                v.set(9);
            });
            v.set(2);
            loop.callSoon(() -> seen.add(v.get()));
            loop.runUntilIdle();
            seen.add(v.get());

            assertThat(seen).containsExactly(1, 2, 2);
        });
    }

    @Test
    void L22_timersAndDoneCallbacks_seeTheContextOfTheirRegistration() throws Exception {
        Orders.inFifoOrder(loop -> {
            TaskLocal<String> v = TaskLocal.of("v");
            List<String> seen = new ArrayList<>();
            loop.run(() -> {
                Task<Integer> task = loop.spawn(() -> 7);
                v.set("timer");
                loop.callLater(java.time.Duration.ofSeconds(1), () -> seen.add("timer " + v.get()));
                v.set("done");
                task.onDone(done -> seen.add("done " + v.get()));
                v.set("foreign");
                loop.callSoonThreadSafe(() -> seen.add("foreign " + v.get()));
                v.set("later");
                loop.sleep(java.time.Duration.ofSeconds(2));
            });

            assertThat(seen).containsExactlyInAnyOrder("timer timer", "done done", "foreign foreign");
        });
    }

    @Test
    void T12_child_inheritsACopyOfItsOwn() throws Exception {
        Orders.inEveryOrder(loop -> {
            TaskLocal<String> v = TaskLocal.of("v");
            List<String> seen = new ArrayList<>();
            loop.run(() -> {
                v.set("p");
                Task<?> child = loop.spawn(() -> {
                    seen.add(v.get());
                    loop.yieldNow();
                    v.set("c");
                    loop.yieldNow();
                    seen.add(v.get());
                });
                v.set("p2");
                child.await();
                seen.add(v.get());
            });

            assertThat(seen).containsExactly("p", "c", "p2");
        });
    }

    @Test
    void R04_runs_shareOneContext() throws Exception {
        Orders.inEveryOrder(loop -> {
            TaskLocal<Integer> v = TaskLocal.withDefault("v", 0);
            List<Integer> seen = new ArrayList<>();
            for (int run = 0; run < 2; run++) {
                loop.run(() -> {
                    v.set(v.get() + 1);
                    seen.add(v.get());
                });
            }

            assertThat(seen).containsExactly(1, 2);
            assertThat(v.isSet()).isFalse();
            assertThat(v.get()).isZero();
        });
    }
}
