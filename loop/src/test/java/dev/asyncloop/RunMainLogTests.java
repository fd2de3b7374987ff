// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.Loops.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log says of a program that nobody else would say. */
class RunMainLogTests {

    private final Logger logger = Logger.getLogger("dev.asyncloop");
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            records.add(entry);
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    @BeforeEach
    void listen() {
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    @AfterEach
    void listenNoLonger() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    private static void leave(Loop loop) {
        loop.callSoon(() -> {
            throw new IllegalStateException("callback");
        });
        loop.spawn("failing", () -> {
            throw new IllegalStateException("task");
        });
        loop.callLater(seconds(1_000), () -> {});
        loop.yieldNow();
    }

    @Test
    void runMain_logsFailuresThatNobodySaw() {
        Loop loop = Loop.builder().name("program").build();
        loop.runMain(() -> leave(loop));
        assertThat(records)
                .extracting(LogRecord::getLevel, LogRecord::getMessage)
                .satisfiesExactly(
                        entry -> {
                            assertThat(entry.toList().get(0)).isEqualTo(Level.SEVERE);
                            assertThat((String) entry.toList().get(1)).contains("Exception in callback", "program");
                        },
                        entry -> {
                            assertThat(entry.toList().get(0)).isEqualTo(Level.WARNING);
                            assertThat((String) entry.toList().get(1)).contains("unobserved failure", "\"failing\"");
                        });
    }

    @Test
    void runMain_inDebugMode_logsWhatWasLeftToo() {
        Loop loop = Loop.builder().debug().slowStep(seconds(1_000)).build();
        loop.runMain(() -> leave(loop));
        assertThat(records)
                .extracting(LogRecord::getMessage)
                .anySatisfy(text -> assertThat(text).contains("leaked timer", "RunMainLogTests.java"));
    }

    @Test
    void run_logsNothing() {
        try (Loop loop = Loop.builder().debug().build()) {
            loop.run(() -> leave(loop));
            assertThat(records).isEmpty();
        }
    }
}
