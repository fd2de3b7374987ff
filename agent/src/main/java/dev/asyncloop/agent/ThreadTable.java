// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import static dev.asyncloop.agent.Substitution.after;
import static dev.asyncloop.agent.Substitution.before;
import static dev.asyncloop.agent.Substitution.replace;

/** Threads: who runs, how one is started, and how virtual threads wait. */
final class ThreadTable {

    private static final String HOOKS = "ThreadHooks";
    private static final String THREAD = "java/lang/Thread";
    private static final String VIRTUAL_THREAD = "java/lang/VirtualThread";
    private static final String FORK_JOIN_POOL = "java/util/concurrent/ForkJoinPool";
    private static final String LANG_ACCESS = "jdk/internal/access/JavaLangAccess";

    static final Substitution[] LINES = {
        // the thread that code sees as its own, but where the JDK asks in order to wait as a virtual thread does
        replace(THREAD, "currentThread", "()Ljava/lang/Thread;")
                .by(HOOKS, "currentThread")
                .orInherited()
                .notIn(
                        THREAD,
                        "java/lang/Object",
                        "java/lang/System",
                        "java/lang/System$*",
                        "java/lang/StackStreamFactory*",
                        "java/lang/ScopedValue*",
                        "java/lang/foreign/*",
                        "java/net/Socket*",
                        "java/net/ServerSocket*",
                        "java/net/DatagramSocket*",
                        "java/net/NetworkInterface*",
                        "java/util/concurrent/locks/LockSupport",
                        "java/util/concurrent/StructuredTaskScope*",
                        "java/util/concurrent/ThreadPerTaskExecutor*",
                        "sun/nio/ch/*"),
        currentThreadInThread("<init>"),
        currentThreadInThread("interrupt"),
        currentThreadInThread("getStackTrace"),
        currentThreadInThread("setName"),
        currentThreadInThread("activeCount"),
        currentThreadInThread("enumerate"),

        // its life
        replace(THREAD, "start0", "()V").by(HOOKS, "start0").in(THREAD).required(),
        after(THREAD, "isDaemon", "()Z").by(HOOKS, "makesDaemon").in(THREAD).inMethod("<init>"),
        replace(THREAD, "interrupt0", "()V").by(HOOKS, "interrupt0").in(THREAD).required(),
        replace(THREAD, "asyncGetStackTrace", "()[Ljava/lang/StackTraceElement;")
                .by(HOOKS, "asyncGetStackTrace")
                .in(THREAD)
                .inMethod("getStackTrace"),
        after(THREAD, "interrupted", "Z")
                .by(HOOKS, "interrupted")
                .withThis(THREAD)
                .in(THREAD)
                .inMethod("isInterrupted")
                .required(),
        after(THREAD, "eetop", "J")
                .by(HOOKS, "eetop")
                .withThis(THREAD)
                .in(THREAD)
                .inMethod("alive")
                .required(),
        after(THREAD + "$FieldHolder", "threadStatus", "I")
                .by(HOOKS, "status")
                .withThis(THREAD)
                .in(THREAD)
                .inMethod("threadState")
                .required(),
        after(THREAD, "getAllThreads", "()[Ljava/lang/Thread;")
                .by(HOOKS, "threads")
                .in("java/lang/ThreadGroup"),
        before("jdk/internal/misc/Unsafe", "unpark", "(Ljava/lang/Object;)V")
                .by(HOOKS, "unpark")
                .in("java/util/concurrent/*"),

        // waiting
        replace(THREAD, "currentThread", "()Ljava/lang/Thread;")
                .by(HOOKS, "beforePark")
                .in("java/util/concurrent/locks/LockSupport"),
        after(LANG_ACCESS, "parkVirtualThread", "()V")
                .by(HOOKS, "hasParked")
                .in("java/util/concurrent/locks/LockSupport"),
        after(LANG_ACCESS, "parkVirtualThread", "(J)V")
                .by(HOOKS, "hasParked")
                .in("java/util/concurrent/locks/LockSupport"),
        replace("jdk/internal/misc/Unsafe", "park", "(ZJ)V")
                .by(HOOKS, "park")
                .withThis("java/lang/Object")
                .in("java/util/concurrent/ForkJoin*", "java/util/concurrent/DelayScheduler"),
        replace("java/util/concurrent/locks/LockSupport", "getBlocker", "(Ljava/lang/Thread;)Ljava/lang/Object;")
                .by(HOOKS, "getBlocker"),
        replace(THREAD, "onSpinWait", "()V").by(HOOKS, "onSpinWait").notIn("java/*", "jdk/*", "sun/*"),
        before("java/lang/Object", "wait0", "(J)V")
                .by(HOOKS, "beforeWaitIn")
                .withThis("java/lang/Object")
                .in("java/lang/Object"),
        replace("jdk/internal/misc/Unsafe", "park", "(ZJ)V")
                .by(HOOKS, "parkPlatform")
                .withThis("java/lang/Object")
                .in("java/util/concurrent/locks/LockSupport"),
        replace(THREAD, "sleepNanos0", "(J)V").by(HOOKS, "sleepPlatform").in(THREAD),
        before(VIRTUAL_THREAD, "sleepNanos", "(J)V").by(HOOKS, "beforeWait").in(THREAD),
        replace(VIRTUAL_THREAD, "parkOnCarrierThread", "(ZJ)V")
                .by(HOOKS, "parkOnCarrierThread")
                .withThis(THREAD)
                .in(VIRTUAL_THREAD),

        // monitors
        before("jdk/internal/misc/Unsafe", "compareAndSetBoolean", "(Ljava/lang/Object;JZZ)Z")
                .by(HOOKS, "beforeTaken")
                .withThis(THREAD)
                .in(VIRTUAL_THREAD)
                .inMethod("compareAndSetOnWaitingList")
                .required(),
        after(VIRTUAL_THREAD, "state", "()I")
                .by(HOOKS, "afterState")
                .withThis(THREAD)
                .in(VIRTUAL_THREAD)
                .inMethod("unblock")
                .required(),
        after(VIRTUAL_THREAD, "compareAndSetState", "(II)Z")
                .by(HOOKS, "afterUnblock")
                .withThis(THREAD)
                .in(VIRTUAL_THREAD)
                .inMethod("unblock")
                .required(),

        // pools
        after("java/util/concurrent/ThreadPoolExecutor", "workQueue", "Ljava/util/concurrent/BlockingQueue;")
                .by(HOOKS, "beforeTake")
                .in("java/util/concurrent/ThreadPoolExecutor")
                .inMethod("getTask"),
        after(FORK_JOIN_POOL, "common", "Ljava/util/concurrent/ForkJoinPool;")
                .by(HOOKS, "commonPool")
                .in("java/util/concurrent/*"),
        after("java/util/concurrent/CompletableFuture", "ASYNC_POOL", "Ljava/util/concurrent/ForkJoinPool;")
                .by(HOOKS, "commonPool")
                .in("java/util/concurrent/CompletableFuture*"),
        after("java/util/concurrent/CompletableFuture", "ASYNC_POOL", "Ljava/util/concurrent/Executor;")
                .by(HOOKS, "asyncPool")
                .in("java/util/concurrent/CompletableFuture*"),
        after("java/util/concurrent/SubmissionPublisher", "ASYNC_POOL", "Ljava/util/concurrent/Executor;")
                .by(HOOKS, "asyncPool")
                .in("java/util/concurrent/SubmissionPublisher*"),
        after("java/util/stream/AbstractTask", "LEAF_TARGET", "I")
                .by(HOOKS, "leafTarget")
                .in("java/util/stream/AbstractTask"),
        after("java/lang/Runtime", "availableProcessors", "()I").by(HOOKS, "availableProcessors"),

        // names and numbers, which else go on counting from one loop to the next
        after(THREAD + "$ThreadNumbering", "next", "()I")
                .by(HOOKS, "threadNumber")
                .in(THREAD),
        after("java/util/concurrent/atomic/AtomicInteger", "getAndIncrement", "()I")
                .by(HOOKS, "poolNumber")
                .in("java/util/concurrent/Executors$DefaultThreadFactory")
                .inMethod("<init>"),
        after(FORK_JOIN_POOL, "getAndAddPoolIds", "(I)I")
                .by(HOOKS, "forkJoinPoolNumber")
                .in(FORK_JOIN_POOL),
        after("java/util/concurrent/atomic/AtomicInteger", "getAndIncrement", "()I")
                .by(HOOKS, "timerNumber")
                .in("java/util/Timer"),
        after("java/util/concurrent/atomic/AtomicLong", "incrementAndGet", "()J")
                .by(HOOKS, "httpClientNumber")
                .in("jdk/internal/net/http/HttpClientImpl")
                .inMethod("<init>"),
        after(THREAD, "threadId", "()J").by(HOOKS, "scatter").in(FORK_JOIN_POOL, "java/util/concurrent/Exchanger"),
    };

    private ThreadTable() {}

    private static Substitution currentThreadInThread(String method) {
        return replace(THREAD, "currentThread", "()Ljava/lang/Thread;")
                .by(HOOKS, "currentThread")
                .in(THREAD)
                .inMethod(method);
    }
}
