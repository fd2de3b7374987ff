// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.DeadlockException;
import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTests {

    @Test
    void set_inEveryOrder_wakesAllWhoWaitAndNobodyLater() throws Exception {
        Exploring.everyOrder(loop -> {
            AsyncEvent event = new AsyncEvent(loop, "event");
            List<Task<?>> early = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                early.add(loop.spawn(() -> event.await()));
            }
            loop.runUntilIdle();
            early.get(1).cancel();
            event.set();
            event.clear();
            Task<?> late = loop.spawn(() -> event.await());
            loop.runUntilIdle();
            assertThat(early).allMatch(Task::isDone).noneMatch(Task::isFailed);
            assertThat(early.get(0).isCancelled()).isFalse();
            assertThat(early.get(1).isCancelled()).isTrue();
            assertThat(late.isDone()).isFalse();
            event.set();
            late.await();
        });
    }

    @Test
    void await_fromOutside_drivesTheLoopUntilACallbackSetsIt() {
        try (Loop loop = Loop.create()) {
            AsyncEvent event = new AsyncEvent(loop);
            loop.callSoon(event::set);
            event.await();
            assertThat(event.isSet()).isTrue();
            assertThat(event.toString())
                    .startsWith("event made at (EventTests.java:")
                    .endsWith("), set");
        }
    }

    @Test
    void deadlock_namesTheEvent() {
        try (Loop loop = Loop.create()) {
            AsyncEvent event = new AsyncEvent(loop, "go");
            assertThatThrownBy(() -> loop.run(() -> event.await()))
                    .isInstanceOf(DeadlockException.class)
                    .hasMessageContaining("task \"main\" (#1) waits for event \"go\" at (EventTests.java:");
            assertThatThrownBy(event::await)
                    .isInstanceOf(DeadlockException.class)
                    .hasMessageContaining("event \"go\" is not done");
        }
    }
}
