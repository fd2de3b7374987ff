// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.Loop;
import dev.asyncloop.Promise;
import dev.asyncloop.Task;
import dev.asyncloop.TaskGroup;
import dev.asyncloop.schedule.ChoiceSource;
import dev.asyncloop.schedule.Points;
import dev.asyncloop.schedule.SeededRandom;
import dev.asyncloop.sync.AsyncEvent;
import dev.asyncloop.sync.AsyncLock;
import dev.asyncloop.sync.AsyncQueue;
import dev.asyncloop.sync.AsyncSemaphore;
import dev.asyncloop.sync.Cell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A small random program for a real loop, whose tasks share only what the loop knows of. */
final class Scenario {

    private final long seed;
    private final Points points;

    Scenario(long seed, Points points) {
        this.seed = seed;
        this.points = points;
    }

    /** Runs it in one order; returns what each task has seen. */
    String run(ChoiceSource order) {
        List<StringBuilder> logs = new ArrayList<>();
        try (Loop loop = Loop.builder().choices(order).points(points).build()) {
            try {
                loop.run(() -> new Run(loop, logs).main());
            } catch (Exception e) {
                logs.add(new StringBuilder(e.getClass().getSimpleName()));
            }
        }
        return String.join("; ", logs);
    }

    private final class Run {

        private final Loop loop;
        private final List<StringBuilder> logs;
        private final Cell<Integer> cell;
        private final AsyncLock lock;
        private final AsyncQueue<String> queue;
        private final AsyncEvent event;
        private final AsyncSemaphore semaphore;
        private final Promise<String> promise;
        private final List<Task<?>> tasks = new ArrayList<>();

        Run(Loop loop, List<StringBuilder> logs) {
            this.loop = loop;
            this.logs = logs;
            cell = new Cell<>(loop, 0);
            lock = new AsyncLock(loop, "lock");
            queue = new AsyncQueue<>(loop, "queue", 1);
            event = new AsyncEvent(loop, "event");
            semaphore = new AsyncSemaphore(loop, "semaphore", 1);
            promise = loop.promise("promise");
        }

        void main() {
            RandomGenerator random = new SeededRandom(seed);
            int count = 2 + random.nextInt(2);
            for (int task = 0; task < count; task++) {
                StringBuilder log = new StringBuilder();
                logs.add(log);
                long own = random.nextLong();
                int id = task;
                tasks.add(loop.spawn("t" + task, () -> body(id, new SeededRandom(own), log)));
            }
            for (Task<?> task : tasks) {
                try {
                    task.await();
                } catch (Exception e) {
                    logs.add(new StringBuilder(task.name() + " " + e.getClass().getSimpleName()));
                }
            }
            logs.add(new StringBuilder("cell " + cell));
        }

        private void body(int id, RandomGenerator random, StringBuilder log) throws Exception {
            int steps = 1 + random.nextInt(2);
            for (int step = 0; step < steps; step++) {
                log.append(operation(id, random)).append(' ');
            }
        }

        private String operation(int id, RandomGenerator random) throws Exception {
            switch (random.nextInt(20)) {
                case 0 -> {
                    return "read " + cell.get();
                }
                case 1 -> {
                    cell.set(cell.get() + 1 + id);
                    return "added";
                }
                case 2 -> {
                    return "updated " + cell.update(value -> value * 2 + id);
                }
                case 3 -> {
                    lock.acquire();
                    try {
                        cell.set(cell.get() * 3 + id);
                    } finally {
                        lock.release();
                    }
                    return "locked";
                }
                case 4 -> {
                    queue.put("from " + id);
                    return "put";
                }
                case 5 -> {
                    return "got " + queue.get();
                }
                case 6 -> {
                    return "tried " + queue.tryGet() + " of " + queue.size();
                }
                case 7 -> {
                    event.set();
                    return "set";
                }
                case 8 -> {
                    event.await();
                    return "saw";
                }
                case 9 -> {
                    promise.complete("by " + id);
                    return "completed";
                }
                case 10 -> {
                    return "awaited " + promise.await();
                }
                case 11 -> {
                    return "cancelled " + tasks.get(0).cancel();
                }
                case 12 -> {
                    loop.sleep(Duration.ofMillis(1 + random.nextInt(2)));
                    return "slept";
                }
                case 13 -> {
                    loop.yieldNow();
                    return "yielded";
                }
                case 14 -> {
                    return "semaphore " + semaphore.tryAcquire();
                }
                case 15 -> {
                    var handle = loop.callSoon(() -> cell.update(value -> value + 5));
                    loop.yieldNow();
                    return "withdrawn " + handle.cancel();
                }
                case 16 -> {
                    return "worked "
                            + loop.threadPool(1)
                                    .submit(() -> cell.update(value -> value + 7))
                                    .get();
                }
                case 17 -> {
                    try (TaskGroup group = loop.group()) {
                        group.spawn(() -> cell.update(value -> value + 1));
                        group.spawn(() -> cell.update(value -> value * 2));
                    }
                    return "grouped";
                }
                case 18 -> {
                    return loop.chance(0.5) ? "yes " + cell.get() : "no";
                }
                default -> {
                    int amount = 1 + id;
                    Task<Integer> child = loop.spawn("child", () -> cell.update(value -> value + amount));
                    return "child " + child.await();
                }
            }
        }
    }
}
