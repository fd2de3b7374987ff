// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static dev.asyncloop.agent.table.Log.HOUR;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@link ForkJoinPool} and parallel streams. */
final class ForkJoinRows {

    private ForkJoinRows() {}

    /** Sums a range by halves. */
    private static final class Sum extends RecursiveTask<Integer> {
        private static final long serialVersionUID = 1L;
        private final int from;
        private final int to;

        Sum(int from, int to) {
            this.from = from;
            this.to = to;
        }

        @Override
        protected Integer compute() {
            if (to - from == 1) {
                Threads.sleep(HOUR);
                return from;
            }
            Sum left = new Sum(from, (from + to) / 2);
            left.fork();
            return new Sum((from + to) / 2, to).compute() + left.join();
        }
    }

    @Row(
            of = "ForkJoinPool",
            call = "invoke(RecursiveTask), a pool of its own with four workers",
            gives = "6@1h, true@1h")
    static Log invoke() {
        ForkJoinPool pool = new ForkJoinPool(4);
        Log log = new Log().result(() -> pool.invoke(new Sum(0, 4)));
        pool.shutdown();
        return log.result(() -> pool.awaitTermination(9 * HOUR, MILLISECONDS));
    }

    @Row(
            of = "ForkJoinPool",
            call = "submit(callable), get(timeout), too short, join()",
            gives = "TimeoutException@1h, a@2h")
    static Log submit() {
        ForkJoinPool pool = new ForkJoinPool(1);
        Callable<String> callable = () -> {
            Thread.sleep(2 * HOUR);
            return "a";
        };
        ForkJoinTask<String> task = pool.submit(callable);
        Log log = new Log().result(() -> task.get(HOUR, MILLISECONDS)).result(task::join);
        pool.shutdown();
        return log;
    }

    @Row(
            of = "ForkJoinPool",
            call = "commonPool(), execute(task), invoke(task); shutdown() has no effect",
            gives = "a worker true@1h, 3@2h, shut down false")
    static Log commonPool() throws InterruptedException {
        ForkJoinPool pool = ForkJoinPool.commonPool();
        Log log = new Log();
        CountDownLatch latch = new CountDownLatch(1);
        pool.execute(() -> {
            Threads.sleep(HOUR);
            log.at("a worker " + (Thread.currentThread() instanceof ForkJoinWorkerThread));
            latch.countDown();
        });
        latch.await();
        pool.shutdown();
        return log.result(() -> pool.invoke(new Sum(3, 4))).add("shut down " + pool.isShutdown());
    }

    @Row(of = "ForkJoinPool", call = "invokeAll(tasks)", gives = "1, 2, back@1h")
    static Log invokeAll() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(2);
        Log log = new Log();
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int number : new int[] {1, 2}) {
            tasks.add(() -> {
                Thread.sleep(HOUR);
                return number;
            });
        }
        for (var future : pool.invokeAll(tasks)) {
            log.add(future.get());
        }
        pool.shutdown();
        return log.at("back");
    }

    @Row(of = "ForkJoinPool", call = "managedBlock(blocker) of the only worker", gives = "released@1h, true@1h")
    static Log managedBlock() {
        Log log = new Log();
        ForkJoinPool pool = new ForkJoinPool(1);
        CountDownLatch latch = new CountDownLatch(1);
        pool.execute(() -> log.done("released", () -> ForkJoinPool.managedBlock(new LatchBlocker(latch))));
        pool.execute(() -> {
            Threads.sleep(HOUR);
            latch.countDown();
        });
        pool.shutdown();
        return log.result(() -> pool.awaitTermination(9 * HOUR, MILLISECONDS));
    }

    private record LatchBlocker(CountDownLatch latch) implements ForkJoinPool.ManagedBlocker {
        @Override
        public boolean block() throws InterruptedException {
            latch.await();
            return true;
        }

        @Override
        public boolean isReleasable() {
            return latch.getCount() == 0;
        }
    }

    @Row(of = "ForkJoinPool", call = "awaitQuiescence(timeout), too short, long enough", gives = "false, true")
    static Log awaitQuiescence() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(1);
        CountDownLatch started = new CountDownLatch(1);
        pool.execute(() -> {
            started.countDown();
            Threads.sleep(2_000); // not hours: the JDK polls every millisecond
        });
        started.await();
        Log log = new Log()
                .add(pool.awaitQuiescence(1_000, MILLISECONDS))
                .add(pool.awaitQuiescence(9 * HOUR, MILLISECONDS));
        pool.shutdown();
        return log;
    }

    @Row(of = "ForkJoinPool", call = "schedule(task, delay)", gives = "a@1h", since = 25)
    static Log schedule() {
        ForkJoinPool pool = new ForkJoinPool(1);
        Callable<String> callable = () -> "a";
        Log log = new Log().result(() -> {
            ForkJoinTask<?> task = (ForkJoinTask<?>)
                    Newer.on(ForkJoinPool.class, pool, "schedule", callable, HOUR, TimeUnit.MILLISECONDS);
            return task.get();
        });
        pool.shutdown();
        return log;
    }

    /** Counts its children, who take an hour each. */
    private static final class Children extends CountedCompleter<Void> {
        private static final long serialVersionUID = 1L;
        private final int count;
        private final transient Log log;

        Children(CountedCompleter<?> parent, int count, Log log) {
            super(parent);
            this.count = count;
            this.log = log;
        }

        @Override
        public void compute() {
            setPendingCount(count);
            for (int i = 0; i < count; i++) {
                new Children(this, 0, log).fork();
            }
            if (count == 0) {
                Threads.sleep(HOUR);
            }
            tryComplete();
        }

        @Override
        public void onCompletion(CountedCompleter<?> caller) {
            if (count > 0) {
                log.at("all");
            }
        }
    }

    @Row(of = "CountedCompleter", call = "three children, an hour each, in three workers", gives = "all@1h, null@1h")
    static Log countedCompleter() {
        Log log = new Log();
        ForkJoinPool pool = new ForkJoinPool(3);
        log.result(() -> pool.invoke(new Children(null, 3, log)));
        pool.shutdown();
        return log;
    }

    @Row(of = "RecursiveAction", call = "one that fails", gives = "ArithmeticException@1h")
    static Object recursiveAction_fails() {
        ForkJoinPool pool = new ForkJoinPool(1);
        Log log = new Log();
        try {
            pool.invoke(new Failing());
        } catch (ArithmeticException e) {
            log.at(e.getClass().getSimpleName());
        }
        pool.shutdown();
        return log;
    }

    private static final class Failing extends RecursiveAction {
        private static final long serialVersionUID = 1L;

        @Override
        protected void compute() {
            Threads.sleep(HOUR);
            throw new ArithmeticException();
        }
    }

    @Row(of = "parallel stream", call = "sum, collect in encounter order", gives = "4950, 0 1 2 3 4 5 6 7 8 9")
    static Log parallelStream() {
        return new Log()
                .add(IntStream.range(0, 100).parallel().sum())
                .add(IntStream.range(0, 10)
                        .parallel()
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(" ")));
    }

    @Row(of = "parallel stream", call = "elements that sleep, forEachOrdered", gives = "0, 1, 2, 3, 4, 5")
    static Log parallelStream_sleeping() {
        Log log = new Log();
        IntStream.range(0, 6)
                .parallel()
                .map(i -> {
                    Threads.sleep(HOUR);
                    return i;
                })
                .forEachOrdered(log::add);
        return log;
    }

    @Row(of = "parallel stream", call = "in a task of a pool of its own", gives = "45@0h")
    static Log parallelStream_ownPool() {
        ForkJoinPool pool = new ForkJoinPool(2);
        Callable<Integer> sum = () -> IntStream.range(0, 10).parallel().sum();
        Log log = new Log().result(() -> pool.submit(sum).get());
        pool.shutdown();
        return log;
    }
}
