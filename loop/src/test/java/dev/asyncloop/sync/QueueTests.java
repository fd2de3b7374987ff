// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.DeadlockException;
import dev.asyncloop.Loop;
import dev.asyncloop.LoopTimeoutException;
import dev.asyncloop.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueTests {

    private static List<Task<String>> getters(Loop loop, AsyncQueue<String> queue, int count) {
        List<Task<String>> getters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            getters.add(loop.spawn(queue::get));
            loop.runUntilIdle();
        }
        return getters;
    }

    private static List<Task<?>> putters(Loop loop, AsyncQueue<String> queue, String... items) {
        List<Task<?>> putters = new ArrayList<>();
        for (String item : items) {
            putters.add(loop.spawn(() -> queue.put(item)));
            loop.runUntilIdle();
        }
        return putters;
    }

    private static List<String> drain(AsyncQueue<String> queue) {
        List<String> items = new ArrayList<>();
        for (String item = queue.tryGet(); item != null; item = queue.tryGet()) {
            items.add(item);
        }
        return items;
    }

    @Test
    void getters_inEveryOrder_areServedInOrderOfArrival() throws Exception {
        Exploring.everyOrder(loop -> {
            AsyncQueue<String> queue = new AsyncQueue<>(loop, "queue");
            List<Task<String>> getters = getters(loop, queue, 3);
            List.of("a", "b", "c").forEach(queue::putNow);
            loop.runUntilIdle();
            assertThat(getters).extracting(Task::resultNow).containsExactly("a", "b", "c");
        });
    }

    @Test
    void putters_inEveryOrder_putInOrderOfArrival() throws Exception {
        Exploring.everyOrder(loop -> {
            AsyncQueue<String> queue = new AsyncQueue<>(loop, "queue", 2);
            putters(loop, queue, "a", "b", "c", "d");
            assertThat(queue.isFull()).isTrue();
            List<String> taken = new ArrayList<>();
            loop.run(() -> {
                for (int i = 0; i < 4; i++) {
                    taken.add(queue.get());
                }
            });
            assertThat(taken).containsExactly("a", "b", "c", "d");
        });
    }

    @Test
    void itemOfACancelledGetter_goesBackToItsPlace() throws Exception {
        Exploring.everyOrder(loop -> {
            AsyncQueue<String> queue = new AsyncQueue<>(loop, "queue", 2);
            Task<String> getter = getters(loop, queue, 1).get(0);
            queue.putNow("a");
            queue.putNow("b");
            assertThat(queue.tryPut("c")).isFalse(); // until the getter has resumed
            getter.cancel();
            loop.runUntilIdle();
            assertThat(queue.isFull()).isTrue();
            assertThat(drain(queue)).containsExactly("a", "b");
        });
    }

    @Test
    void itemsOfTwoCancelledGetters_keepTheirOrder() throws Exception {
        Exploring.everyOrder(loop -> {
            for (AsyncQueue<String> queue : List.of(
                    new AsyncQueue<String>(loop, "queue"),
                    new AsyncLifoQueue<String>(loop, "stack"),
                    new AsyncPriorityQueue<>(loop, "sorted", Comparator.comparingInt(String::length)))) {
                List<Task<String>> getters = getters(loop, queue, 2);
                List.of("a", "b", "c").forEach(queue::putNow);
                getters.forEach(Task::cancel);
                loop.runUntilIdle();
                List<String> items = drain(queue);
                if (queue instanceof AsyncLifoQueue<?>) {
                    Collections.reverse(items);
                }
                assertThat(items).as("%s", queue).containsExactly("a", "b", "c");
            }
        });
    }

    @Test
    void itemOfACancelledGetter_goesToTheNextInFifoOrder() {
        try (Loop loop = Loop.create()) {
            AsyncQueue<String> queue = new AsyncQueue<>(loop, "queue");
            List<Task<String>> getters = getters(loop, queue, 4);
            List.of("a", "b", "c").forEach(queue::putNow);
            getters.get(0).cancel();
            getters.get(2).cancel();
            loop.runUntilIdle();
            assertThat(getters.get(1).resultNow()).isEqualTo("a");
            assertThat(getters.get(3).resultNow()).isEqualTo("b");
            assertThat(drain(queue)).containsExactly("c");
        }
    }

    @Test
    void cancelOfAPutter_hasPutNothingAndLetsTheNextIn() throws Exception {
        Exploring.everyOrder(loop -> {
            AsyncQueue<String> queue = new AsyncQueue<>(loop, "queue", 1);
            List<Task<?>> putters = putters(loop, queue, "a", "b", "c");
            assertThat(queue.getNow()).isEqualTo("a");
            putters.get(1).cancel();
            assertThat(queue.tryPut("newcomer")).isFalse();
            loop.runUntilIdle();
            assertThat(drain(queue)).containsExactly("c");
        });
    }

    @Test
    void traffic_inEveryOrderWithCancellations_losesAndDoublesNoItem() throws Exception {
        Exploring.everyOrder(loop -> {
            AsyncQueue<String> queue = new AsyncQueue<>(loop, "queue", 1);
            List<String> put = new ArrayList<>();
            List<String> got = new ArrayList<>();
            List<Task<?>> tasks = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                String prefix = "p" + i;
                tasks.add(loop.spawn(() -> {
                    for (int item = 0; item < 2; item++) {
                        queue.put(prefix + item);
                        put.add(prefix + item);
                    }
                }));
                tasks.add(loop.spawn(() -> {
                    for (int item = 0; item < 2; item++) {
                        got.add(queue.get());
                    }
                }));
            }
            loop.spawn(() -> {
                for (int i = 0; i < 2; i++) {
                    loop.yieldNow();
                    tasks.get(loop.random().nextInt(6)).cancel();
                }
            });
            loop.runUntilIdle();
            boolean starving = tasks.stream().anyMatch(task -> task.describe().contains("an item of"));
            boolean blocked = tasks.stream().anyMatch(task -> task.describe().contains("room in"));
            assertThat(starving && !queue.isEmpty()).isFalse();
            assertThat(blocked && queue.isEmpty()).isFalse();
            tasks.forEach(Task::cancel);
            loop.runUntilIdle();
            got.addAll(drain(queue));
            assertThat(got).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(put);
        });
    }

    @Test
    void timeout_ofAGet_losesNoItem() throws Exception {
        Exploring.everyOrder(loop -> {
            AsyncQueue<String> queue = new AsyncQueue<>(loop, "queue");
            loop.callLater(Duration.ofSeconds(1), () -> queue.putNow("x"));
            List<String> got = new ArrayList<>();
            loop.run(() -> {
                try {
                    got.add(loop.timeout(Duration.ofSeconds(1), queue::get));
                } catch (LoopTimeoutException e) {
                    loop.yieldNow();
                }
            });
            loop.runUntilIdle();
            got.addAll(drain(queue));
            assertThat(got).containsExactly("x");
        });
    }

    @Test
    void shutdown_letsGetsDrainAndRefusesPuts() throws Exception {
        Exploring.everyOrder(loop -> {
            AsyncQueue<String> queue = new AsyncQueue<>(loop, "jobs", 1);
            List<Task<?>> putters = putters(loop, queue, "a", "b");
            queue.shutdown(false);
            loop.runUntilIdle();
            assertThat(putters.get(1).exceptionNow())
                    .isInstanceOf(QueueShutDownException.class)
                    .hasMessage("put came too late: queue \"jobs\" was shut down.");
            assertThatThrownBy(() -> queue.tryPut("c")).isInstanceOf(QueueShutDownException.class);
            assertThatThrownBy(() -> queue.put("c")).isInstanceOf(QueueShutDownException.class);
            assertThat(queue.get()).isEqualTo("a");
            assertThatThrownBy(queue::get).isInstanceOf(QueueShutDownException.class);
            assertThatThrownBy(queue::getNow).isInstanceOf(QueueShutDownException.class);
            assertThat(queue.tryGet()).isNull();
        });
    }

    @Test
    void shutdown_wakesThoseWhoWaitForAnItem() throws Exception {
        Exploring.everyOrder(loop -> {
            AsyncQueue<String> queue = new AsyncQueue<>(loop, "jobs");
            List<Task<String>> getters = getters(loop, queue, 2);
            queue.putNow("a");
            queue.shutdown(false);
            loop.runUntilIdle();
            assertThat(getters.get(0).resultNow()).isEqualTo("a");
            assertThat(getters.get(1).exceptionNow())
                    .isInstanceOf(QueueShutDownException.class)
                    .hasMessageContaining("is empty and was shut down");
        });
    }

    @Test
    void shutdown_atOnce_dropsTheItemsForJoinToo() throws Exception {
        Exploring.everyOrder(loop -> {
            AsyncQueue<String> queue = new AsyncQueue<>(loop, "jobs");
            queue.putNow("a");
            queue.putNow("b");
            Task<?> join = loop.spawn(() -> queue.join());
            loop.runUntilIdle();
            assertThat(queue.getNow()).isEqualTo("a");
            queue.shutdown(true);
            loop.runUntilIdle();
            assertThat(queue.isEmpty()).isTrue();
            assertThat(join.isDone()).isFalse();
            queue.taskDone();
            join.await();
        });
    }

    @Test
    void shutdown_atOnce_dropsAlsoTheItemOfAGetterThatIsCancelled() throws Exception {
        Exploring.everyOrder(loop -> {
            AsyncQueue<String> queue = new AsyncQueue<>(loop, "jobs");
            Task<String> getter = getters(loop, queue, 1).get(0);
            queue.putNow("a");
            queue.shutdown(true);
            getter.cancel();
            loop.run(queue::join);
            assertThat(queue.tryGet()).isNull();
        });
    }

    @Test
    void priorityQueue_withEqualItems_keepsTheirOrder() {
        try (Loop loop = Loop.create()) {
            AsyncQueue<String> queue =
                    new AsyncPriorityQueue<>(loop, "queue", 4, Comparator.comparingInt(String::length));
            Task<String> getter = getters(loop, queue, 1).get(0);
            List.of("bb", "aa", "c", "dd").forEach(queue::putNow);
            assertThat(queue.capacity()).isEqualTo(4);
            getter.cancel();
            loop.runUntilIdle();
            assertThat(drain(queue)).containsExactly("c", "bb", "aa", "dd");
        }
    }

    @Test
    void sizes_countWhatCanBeTaken() {
        try (Loop loop = Loop.create()) {
            AsyncQueue<String> queue = new AsyncLifoQueue<>(loop, "stack", 2);
            assertThat(queue.isEmpty()).isTrue();
            queue.putNow("a");
            queue.putNow("b");
            assertThat(queue.size()).isEqualTo(2);
            assertThatThrownBy(() -> queue.putNow("c"))
                    .isInstanceOf(QueueFullException.class)
                    .hasMessage("queue \"stack\" (2 of 2 items) is full. Use put(..) to wait for room.");
            assertThat(drain(queue)).containsExactly("b", "a");
            assertThatThrownBy(() -> new AsyncQueue<>(loop, "queue", 0)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void deadlock_saysWhatIsMissing() {
        try (Loop loop = Loop.create()) {
            AsyncQueue<String> jobs = new AsyncQueue<>(loop, "jobs");
            assertThatThrownBy(() -> loop.run(() -> jobs.get()))
                    .isInstanceOf(DeadlockException.class)
                    .hasMessageContaining("waits for an item of queue \"jobs\" (0 items) at (QueueTests.java:");
            AsyncQueue<String> full = new AsyncQueue<>(loop, "full", 1);
            putters(loop, full, "a", "b");
            assertThatThrownBy(() -> loop.run(full::join))
                    .isInstanceOf(DeadlockException.class)
                    .hasMessageContaining("waits for 1 unfinished items of queue \"full\" (1 of 1 items) at")
                    .hasMessageContaining("waits for room in queue \"full\" (1 of 1 items) at (QueueTests.java:");
        }
    }
}
