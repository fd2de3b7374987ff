// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.Task;
import dev.asyncloop.TaskCancelledException;
import dev.asyncloop.sync.AsyncCondition;
import dev.asyncloop.sync.AsyncEvent;
import dev.asyncloop.sync.AsyncLifoQueue;
import dev.asyncloop.sync.AsyncLock;
import dev.asyncloop.sync.AsyncPriorityQueue;
import dev.asyncloop.sync.AsyncQueue;
import dev.asyncloop.sync.AsyncSemaphore;
import dev.asyncloop.sync.Held;
import dev.asyncloop.sync.QueueEmptyException;
import dev.asyncloop.sync.QueueFullException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cases S01 to S10 and X04: asyncio's locks and queues. */
@SuppressWarnings({"MemberName", "try"}) // a case is named after its id; what is held is not used
class SyncConformanceTests {

    @Test
    void S01_waitersAndNewcomers_acquireInOrder() throws Exception {
        Orders.inFifoOrder(loop -> {
            List<String> log = new ArrayList<>();
            AsyncLock lock = new AsyncLock(loop, "lock");
            assertThat(lock.tryAcquire()).isTrue();
            for (String name : List.of("0", "1", "2")) {
                loop.spawn(name, () -> lock.withLock(() -> log.add(name)));
            }
            loop.runUntilIdle();
            assertThat(log).isEmpty();
            lock.release();
            loop.spawn("new", () -> lock.withLock(() -> log.add("new")));
            loop.spawn("n2", () -> lock.withLock(() -> log.add("n2")));
            loop.runUntilIdle();
            assertThat(log).containsExactly("0", "1", "2", "new", "n2");
            assertThatThrownBy(lock::release)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Lock is not acquired");
        });
    }

    @Test
    void S02_cancelOfTheWokenWaiter_wakesTheNext() throws Exception {
        Orders.inEveryOrder(loop -> {
            AsyncLock lock = new AsyncLock(loop, "lock");
            assertThat(lock.tryAcquire()).isTrue();
            Task<?> a = loop.spawn("a", () -> lock.acquire());
            loop.runUntilIdle();
            Task<?> b = loop.spawn("b", () -> lock.acquire());
            loop.runUntilIdle();
            lock.release();
            a.cancel();
            b.await();
            assertThat(lock.isLocked()).isTrue();
            assertThat(lock).hasToString("lock \"lock\", held by task \"b\" (#2, ended)");
            assertThat(a.isCancelled()).isTrue();
        });
    }

    @Test
    void S03_eventClearedAtOnce_hasWokenItsWaiters() throws Exception {
        Orders.inFifoOrder(loop -> {
            List<String> log = new ArrayList<>();
            AsyncEvent event = new AsyncEvent(loop, "event");
            for (String name : List.of("a", "b")) {
                loop.spawn(name, () -> {
                    event.await();
                    log.add(name);
                });
            }
            loop.runUntilIdle();
            event.set();
            event.clear();
            loop.runUntilIdle();
            assertThat(log).containsExactly("a", "b");
            assertThat(event.isSet()).isFalse();

            event.set();
            loop.run(() -> {
                loop.callSoon(() -> log.add("next iteration"));
                event.await();
                log.add("no iteration");
                loop.yieldNow();
            });
            assertThat(log).endsWith("no iteration", "next iteration");
        });
    }

    @Test
    void S04_signals_wakeInOrderOfArrival() throws Exception {
        Orders.inFifoOrder(loop -> {
            List<Integer> log = new ArrayList<>();
            AsyncCondition condition = new AsyncCondition(loop, "condition");
            for (int i = 0; i < 4; i++) {
                int number = i;
                loop.spawn(() -> condition.lock().withLock(() -> {
                    condition.await();
                    log.add(number);
                }));
            }
            loop.runUntilIdle();
            loop.run(() -> condition.lock().withLock(() -> condition.signal(2)));
            loop.runUntilIdle();
            assertThat(log).containsExactly(0, 1);
            loop.run(() -> condition.lock().withLock(condition::signalAll));
            loop.runUntilIdle();
            assertThat(log).containsExactly(0, 1, 2, 3);

            assertThatThrownBy(condition::signal).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(condition::signalAll).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> loop.run(() -> condition.await()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("un-acquired lock");
        });
    }

    @Test
    void S06_permit_isHandedOverInOrder() throws Exception {
        Orders.inFifoOrder(loop -> {
            List<Integer> log = new ArrayList<>();
            AsyncSemaphore semaphore = new AsyncSemaphore(loop, "semaphore", 1);
            for (int i = 0; i < 4; i++) {
                int number = i;
                loop.spawn(() -> {
                    try (Held permit = semaphore.acquire()) {
                        log.add(number);
                        loop.yieldNow();
                    }
                    if (number < 3) {
                        assertThat(semaphore.isLocked()).isTrue();
                        assertThat(semaphore.availablePermits()).isZero();
                    }
                });
            }
            loop.runUntilIdle();
            assertThat(log).containsExactly(0, 1, 2, 3);
            assertThat(semaphore.isLocked()).isFalse();
        });
    }

    @Test
    void S07_putter_resumesOneIterationAfterAGet() throws Exception {
        Orders.inFifoOrder(loop -> {
            List<String> log = new ArrayList<>();
            AsyncQueue<Integer> queue = new AsyncQueue<>(loop, "queue", 1);
            assertThatThrownBy(queue::getNow).isInstanceOf(QueueEmptyException.class);
            queue.putNow(1);
            assertThatThrownBy(() -> queue.putNow(2)).isInstanceOf(QueueFullException.class);
            loop.spawn("putter", () -> {
                queue.put(2);
                log.add("put");
            });
            loop.runUntilIdle();
            loop.run(() -> {
                loop.callSoon(() -> log.add("before"));
                assertThat(queue.get()).isEqualTo(1);
                loop.callSoon(() -> log.add("after"));
                loop.yieldNow();
                log.add("main");
            });
            assertThat(log).containsExactly("before", "put", "after", "main");
            loop.runUntilIdle();
            assertThat(queue.getNow()).isEqualTo(2);
        });
    }

    /** Differs from asyncio, whose get_nowait takes the item and sends the woken getter to the back: nobody overtakes here. */
    @Test
    void S08_tryGet_doesNotTakeWhatIsGivenToAWaitingTask() throws Exception {
        Orders.inEveryOrder(loop -> {
            AsyncQueue<String> queue = new AsyncQueue<>(loop, "queue");
            Task<String> getter = loop.spawn("getter", queue::get);
            loop.runUntilIdle();
            queue.putNow("x");
            assertThat(queue.tryGet()).isNull();
            queue.putNow("y");
            assertThat(queue.tryGet()).isEqualTo("y");
            assertThat(getter.await()).isEqualTo("x");
        });
    }

    @Test
    void S09_itemOfACancelledGetter_goesToTheNext() throws Exception {
        Orders.inEveryOrder(loop -> {
            AsyncQueue<String> queue = new AsyncQueue<>(loop, "queue");
            Task<String> a = loop.spawn("a", queue::get);
            loop.runUntilIdle();
            Task<String> b = loop.spawn("b", queue::get);
            loop.runUntilIdle();
            queue.putNow("x");
            a.cancel();
            assertThat(b.await()).isEqualTo("x");
            assertThatThrownBy(a::await).isInstanceOf(TaskCancelledException.class);
            assertThat(queue.isEmpty()).isTrue();
        });
    }

    @Test
    void S10_join_endsWithTheLastTaskDone() throws Exception {
        Orders.inEveryOrder(loop -> {
            AsyncQueue<Integer> queue = new AsyncQueue<>(loop, "queue");
            queue.putNow(1);
            queue.putNow(2);
            for (int i = 0; i < 2; i++) {
                loop.spawn(() -> {
                    loop.sleep(Duration.ofSeconds(queue.get()));
                    queue.taskDone();
                });
            }
            loop.run(queue::join);
            assertThat(loop.clock().nanoTime()).isEqualTo(2_000_000_000L);
            assertThatThrownBy(queue::taskDone)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("too many times");
        });
    }

    @Test
    void S10_variants_orderTheirItems() throws Exception {
        Orders.inEveryOrder(loop -> {
            assertThat(thrice(new AsyncPriorityQueue<>(loop, "queue", Comparator.naturalOrder())))
                    .containsExactly(1, 2, 3);
            assertThat(thrice(new AsyncLifoQueue<>(loop, "queue"))).containsExactly(2, 1, 3);
            assertThat(thrice(new AsyncQueue<>(loop, "queue"))).containsExactly(3, 1, 2);
        });
    }

    private static List<Integer> thrice(AsyncQueue<Integer> queue) {
        queue.putNow(3);
        queue.putNow(1);
        queue.putNow(2);
        return List.of(queue.getNow(), queue.getNow(), queue.getNow());
    }

    @Test
    void X04_releaseAndAcquireAgain_queuesBehind() throws Exception {
        Orders.inEveryOrder(loop -> {
            List<String> log = new ArrayList<>();
            AsyncLock lock = new AsyncLock(loop, "lock");
            loop.run(() -> {
                Held held = lock.acquire();
                Task<?> waiter = loop.spawn("waiter", () -> lock.withLock(() -> log.add("waiter")));
                loop.sleep(Duration.ofSeconds(1));
                held.close();
                lock.withLock(() -> log.add("again"));
                waiter.await();
            });
            assertThat(log).containsExactly("waiter", "again");
        });
    }
}
