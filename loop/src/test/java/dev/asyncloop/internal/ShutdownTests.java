// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Fault;
import dev.asyncloop.FaultKind;
import dev.asyncloop.FibreBackend;
import dev.asyncloop.StuckStepException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Clean-ups that take their time when the loop is closed: bounded, and named. */
class ShutdownTests {

    private static EventLoop loop(FibreBackend backend) {
        Settings settings = new Settings();
        settings.backend = backend;
        settings.closingStepNanos = Duration.ofMillis(50).toNanos();
        return new EventLoop(settings);
    }

    private static void spawn(EventLoop loop, String name, Runnable cleanUp) {
        loop.spawn(name, () -> {
            try {
                loop.sleep(Duration.ofDays(1));
            } finally {
                cleanUp.run();
            }
        });
    }

    @Test
    void close_withACleanUpThatSpins_interruptsAndNamesIt() {
        EventLoop loop = loop(FibreBackend.AUTO);
        List<String> log = new ArrayList<>();
        spawn(loop, "spinner", () -> {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            log.add("interrupted");
        });
        spawn(loop, "other", () -> {
            loop.yieldNow();
            log.add("other");
        });
        loop.runUntilIdle();
        List<Fault> refused = loop.shutDown();
        assertThat(log).containsExactly("interrupted", "other");
        assertThat(refused).singleElement().satisfies(fault -> {
            assertThat(fault.kind()).isEqualTo(FaultKind.REFUSED_TO_STOP);
            assertThat(fault.message()).contains("\"spinner\"");
            assertThat(fault.cause()).isInstanceOf(StuckStepException.class);
        });
        assertThat(loop.isClosed()).isTrue();
    }

    @Test
    void close_withACleanUpThatSpinsThroughInterrupts_leavesItBehindOnTheBatonBackend() {
        EventLoop loop = loop(FibreBackend.BATON);
        AtomicBoolean release = new AtomicBoolean();
        try {
            spawn(loop, "spinner", () -> {
                while (!release.get()) {
                    Thread.onSpinWait();
                }
            });
            loop.runUntilIdle();
            assertThat(loop.shutDown())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.message()).contains("\"spinner\"", "left behind"));
        } finally {
            release.set(true);
        }
    }
}
