// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.Loops.millis;
import static dev.asyncloop.Loops.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.asyncloop.internal.LoopInternals;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What debug mode finds. */
class DebugTests {

    private final LoopInternals time = new LoopInternals();

    @Test
    void aSlowStepOfATask_isNamedWithItsSpawnSite() {
        try (Loop loop = time.debugLoop()) {
            loop.run(() -> loop.spawn("busy", () -> {
                        loop.yieldNow();
                        time.pass(millis(250));
                    })
                    .await());
            assertThat(loop.audit()).singleElement().satisfies(fault -> {
                assertThat(fault.kind()).isEqualTo(FaultKind.SLOW_STEP);
                assertThat(fault.kind().isWarning()).isTrue();
                assertThat(fault.subject()).contains("\"busy\"");
                assertThat(fault.message()).contains("task \"busy\"", "DebugTests.java", "took 0.250 seconds");
            });
        }
    }

    @Test
    void virtualTime_doesNotMakeAStepSlow() {
        try (Loop loop = time.debugLoop()) {
            loop.run(() -> loop.sleep(seconds(1_000)));
            assertThat(loop.audit()).isEmpty();
        }
    }

    @Test
    void withoutDebugMode_noStepIsSlow() {
        try (Loop loop = Loop.builder().slowStep(java.time.Duration.ofNanos(1)).build()) {
            loop.run(loop::yieldNow);
            assertThat(loop.audit()).isEmpty();
        }
    }

    @Test
    void slowStep_setsWhatIsSlow() {
        try (Loop loop =
                Loop.builder().debug().slowStep(java.time.Duration.ofNanos(1)).build()) {
            loop.callSoon(() -> {});
            loop.runUntilIdle();
            assertThat(loop.audit()).extracting(Fault::kind).containsOnly(FaultKind.SLOW_STEP);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Loop.builder().slowStep(seconds(0)));
    }

    @Test
    void callbacks_rememberWhereTheyWereScheduled() {
        try (Loop loop = time.debugLoop()) {
            assertThat(loop.callSoon(() -> {})).hasToString("callback scheduled at (DebugTests.java:67)");
            loop.runUntilIdle();
        }
    }

    @Test
    void promises_thatSomebodyWaitsFor_areReportedInTheOrderOfTheirCreation() {
        try (Loop loop = time.debugLoop()) {
            Promise<String> first = loop.promise("first");
            Promise<String> unused = loop.promise("unused");
            Promise<String> second = loop.promise("second");
            Promise<String> kept = loop.promise("kept");
            second.onDone(done -> {});
            loop.spawnBackground("waiter", first::await);
            loop.spawnBackground("served", kept::await);
            loop.runUntilIdle();
            kept.complete("done");
            loop.runUntilIdle();
            assertThat(unused.isDone()).isFalse();
            assertThat(loop.audit())
                    .allSatisfy(fault -> assertThat(fault.kind()).isEqualTo(FaultKind.LEAKED_PROMISE))
                    .extracting(Fault::subject)
                    .containsExactly("promise \"first\"", "promise \"second\"");
        }
    }

    @Test
    void promises_thatAreDone_areForgotten() {
        try (Loop loop = time.debugLoop()) {
            List<Promise<Integer>> open = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                Promise<Integer> promise = loop.promise("promise " + i);
                promise.onDone(done -> {});
                if (i == 500) {
                    open.add(promise);
                } else {
                    promise.complete(i);
                }
            }
            loop.runUntilIdle();
            assertThat(open).hasSize(1);
            assertThat(loop.audit()).extracting(Fault::subject).containsExactly("promise \"promise 500\"");
        }
    }
}
