// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManagedResourceTests {

    private final List<String> log = new ArrayList<>();

    @Test
    void close_resourcesAndTasks_closesResourcesLastComeFirstAfterTheTasks() {
        Loop loop = Loop.create();
        loop.manage("first", () -> log.add("first closed"));
        loop.manage("second", () -> log.add("second closed"));
        loop.spawn("worker", () -> {
            try {
                loop.sleep(java.time.Duration.ofDays(1));
            } finally {
                log.add("worker stopped");
            }
        });
        loop.runUntilIdle();

        loop.close();
        loop.close();

        assertThat(log).containsExactly("worker stopped", "second closed", "first closed");
    }

    @Test
    void audit_openChannel_isALeak() throws IOException {
        try (Loop loop = Loop.create()) {
            Pipe pipe = Pipe.open();
            loop.manage("outbox", pipe.sink());
            loop.manage("inbox", pipe.source()).close();

            assertThat(loop.audit()).singleElement().satisfies(fault -> {
                assertThat(fault.kind()).isEqualTo(FaultKind.LEAKED_RESOURCE);
                assertThat(fault.subject()).isEqualTo("outbox");
                assertThat(fault.toString()).contains("\"outbox\"", "still open", "ManagedResourceTests.java");
            });
        }
    }

    @Test
    void audit_closedChannel_isNoLeak() throws IOException {
        try (Loop loop = Loop.create()) {
            Pipe pipe = Pipe.open();
            loop.manage("outbox", pipe.sink()).close();
            loop.manage("inbox", pipe.source()).close();

            assertThat(loop.audit()).isEmpty();
        }
    }

    @Test
    void close_resourceThatFails_closesTheOthersAndNamesIt() {
        Loop loop = Loop.create();
        loop.manage("good", () -> log.add("good closed"));
        loop.manage("bad", () -> {
            throw new IOException("disk full");
        });

        assertThatThrownBy(loop::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("\"bad\" could not be closed", "disk full");
        assertThat(log).containsExactly("good closed");
        assertThat(loop.isClosed()).isTrue();
    }
}
