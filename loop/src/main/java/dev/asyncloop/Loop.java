// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import dev.asyncloop.clock.VirtualClock;
import dev.asyncloop.internal.EventLoop;
import dev.asyncloop.internal.Throwing;
import dev.asyncloop.schedule.Trace;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A deterministic event loop with a virtual clock: runs callbacks, timers and tasks one step at a time, on the thread that
 * drives it, in FIFO order or in an order drawn from a seed.
 *
 * <pre>{@code
 * try (Loop loop = Loop.builder().seed("0x5eed").build()) {
 *     String greeting = loop.run(() -> {
 *         Task<String> hello = loop.spawn("hello", () -> {
 *             loop.sleep(Duration.ofHours(1));              // virtual: costs nothing
 *             return "hello";
 *         });
 *         return hello.await() + ", world";
 *     });
 * }
 * }</pre>
 *
 * <p><b>Order.</b> The same code with the same {@link #seed()} runs the same steps in the same order, on every JDK and {@link
 * FibreBackend}. FIFO order is asyncio's: one iteration runs the callbacks that were ready when it began, then the due
 * timers; equal deadlines are FIFO. A seeded order permutes only what a correct program must tolerate: steps of different
 * tasks, callbacks from different sources, timers of equal deadline, workers of a {@link #threadPool}. It never reorders
 * the callbacks of one future, {@code callSoon} calls from one source, or timers of different deadlines.
 *
 * <p><b>Time.</b> Virtual time moves only when nothing is runnable, to the next deadline. Negative delays are allowed, as in
 * asyncio: they are due now, ordered by deadline.
 *
 * <p><b>Threads.</b> The loop belongs to the thread that made it and runs on the thread that calls {@link #run}, {@link
 * #advance} and the like. Every method but {@link #callSoonThreadSafe}, {@link #spawnThreadSafe}, {@link #clock()}, {@link #seed()}, {@link #name()}, {@link #dump()}
 * and {@link #isClosed()} throws {@link IllegalStateException} when called from any other thread; after {@link #close()},
 * what would schedule or run something throws {@link LoopClosedException}. Arguments are never {@code null}, else {@link
 * NullPointerException}.
 *
 * <p><b>Interrupts.</b> If the thread that drives the loop is interrupted, {@code run}, {@code advance} and the like end with an
 * {@link InterruptedException}, which they do not declare, before the next step.
 *
 * <p><b>Suspending.</b> {@link #sleep}, {@link #yieldNow}, {@link #await} and {@link Task#await()} suspend the calling task.
 * A callback is no task: it fails at once with {@link IllegalStateException} where it would have to wait. Called from
 * outside of any step, by the thread that owns the loop, they drive the loop until the wait is over.
 *
 * @since 0.1
 */
public interface Loop extends AutoCloseable {

    /**
     * Creates a loop with virtual time and FIFO order.
     *
     * @return a new loop
     */
    static Loop create() {
        return builder().build();
    }

    /**
     * Returns a builder: virtual time and FIFO order unless told otherwise.
     *
     * @return a new builder
     */
    static LoopBuilder builder() {
        return new LoopBuilder();
    }

    /**
     * Returns the loop of the calling task or callback.
     *
     * @return the loop
     * @throws IllegalStateException if the caller is neither a task nor a callback of a loop
     */
    static Loop current() {
        return EventLoop.current();
    }

    /**
     * Runs {@code main} as a task until it completes, and returns or throws its outcome: the very exception, also if it is a
     * checked one. Other tasks stay as they are when it completes.
     *
     * @param main the body of the main task
     * @param <T> the type of the result
     * @return the result of {@code main}
     * @throws DeadlockException if nothing can run any more and {@code main} is not done
     * @throws BudgetExceededException if a budget of the loop is used up
     * @throws StuckStepException if a step does not give control back
     * @throws IllegalStateException if this or another loop is running on the calling thread
     */
    <T extends @Nullable Object> T run(Callable<T> main);

    /**
     * Runs {@code main} as a task until it completes, as {@link #run(Callable)}.
     *
     * @param main the body of the main task
     */
    default void run(ThrowingRunnable main) {
        run(Throwing.callable(main));
    }

    /**
     * Runs the main task of a program and then, however it ended, brings the loop to its end: cancels the remaining tasks in
     * the order of their creation and waits for them, tells their failures to the exception handler, waits for work in {@link
     * #runInExecutor}, closes what is open and the loop. Each of this is bounded by {@link LoopBuilder#shutdownGrace}.
     *
     * <p>The first SIGINT or SIGTERM, and any other shutdown of the JVM, cancels the main task; the JVM waits until the loop has
     * ended. If the main task has ended as it was told, this does not return then, and the JVM ends with the signal's status. A
     * second signal ends it at once. What reaches nobody is logged by the {@link System.Logger} {@code dev.asyncloop}.
     *
     * @param main the body of the main task
     * @param <T> the type of the result
     * @return the result of {@code main}
     * @throws IllegalStateException if something refused to stop, or if this or another loop is running on the calling
     *     thread. Where {@code main} failed, its failure is thrown, and this one is suppressed in it
     */
    <T extends @Nullable Object> T runMain(Callable<T> main);

    /**
     * Runs the main task of a program, as {@link #runMain(Callable)}.
     *
     * @param main the body of the main task
     */
    default void runMain(ThrowingRunnable main) {
        runMain(Throwing.callable(main));
    }

    /**
     * Runs until {@link #stop()}. Where nothing can run any more, a loop in real time waits for other threads, channels and
     * signals.
     *
     * @throws DeadlockException if nothing can run any more in virtual time
     * @throws IllegalStateException if this or another loop is running on the calling thread
     */
    void runForever();

    /**
     * Ends {@link #runForever()} with the present iteration: what is queued from now on stays for the next run. It also ends
     * {@link #run}, which then throws {@link IllegalStateException} if its main task is not done; {@link #advance} and the like
     * go on. Called while the loop is not running, it lets the next run make exactly one iteration, without waiting.
     */
    void stop();

    /**
     * Spawns a task with a generated name; its first step is queued and becomes a candidate of the next choices.
     *
     * @param body what the task does
     * @param <T> the type of the result
     * @return the task
     */
    <T extends @Nullable Object> Task<T> spawn(Callable<T> body);

    /**
     * Spawns a task, as {@link #spawn(Callable)}.
     *
     * @param name the name for reports
     * @param body what the task does
     * @param <T> the type of the result
     * @return the task
     */
    <T extends @Nullable Object> Task<T> spawn(String name, Callable<T> body);

    /**
     * Spawns a task that returns nothing, as {@link #spawn(Callable)}.
     *
     * @param body what the task does
     * @return the task
     */
    default Task<@Nullable Void> spawn(ThrowingRunnable body) {
        return spawn(Throwing.callable(body));
    }

    /**
     * Spawns a task that returns nothing, as {@link #spawn(Callable)}.
     *
     * @param name the name for reports
     * @param body what the task does
     * @return the task
     */
    default Task<@Nullable Void> spawn(String name, ThrowingRunnable body) {
        return spawn(name, Throwing.callable(body));
    }

    /**
     * Spawns a task that is exempt from the leak check and cancelled at the end.
     *
     * @param name the name for reports
     * @param body what the task does
     * @param <T> the type of the result
     * @return the task
     */
    <T extends @Nullable Object> Task<T> spawnBackground(String name, Callable<T> body);

    /**
     * Spawns a task that returns nothing, as {@link #spawnBackground(String, Callable)}.
     *
     * @param name the name for reports
     * @param body what the task does
     * @return the task
     */
    default Task<@Nullable Void> spawnBackground(String name, ThrowingRunnable body) {
        return spawnBackground(name, Throwing.callable(body));
    }

    /**
     * Spawns a task from any thread. Other than a {@link Task}, the future may be used by any thread, which may block on it;
     * cancelling it cancels the task, and the other way round.
     *
     * @param name the name for reports
     * @param body what the task does, on the loop
     * @param <T> the type of the result
     * @return a future that ends as the task does; fails with {@link LoopClosedException} if the loop ends before
     */
    <T extends @Nullable Object> CompletableFuture<T> spawnThreadSafe(String name, Callable<T> body);

    /**
     * Runs a callback whenever the operating system sends a signal to the JVM, in the next iteration. Replaces the callback that
     * the signal has. Whoever handled it before does so again after {@link #removeSignalHandler} or {@link #close()}.
     *
     * @param signal the name without SIG, such as {@code HUP} or {@code USR1}
     * @param callback what to run
     * @throws IllegalArgumentException if there is no such signal on this system
     * @throws IllegalStateException if it cannot be handled, such as {@code KILL}, or if the module {@code jdk.unsupported} is
     *     missing
     */
    void addSignalHandler(String signal, Runnable callback);

    /**
     * Gives a signal back to whoever handled it before.
     *
     * @param signal the name without SIG
     * @return whether it had a callback of this loop
     */
    boolean removeSignalHandler(String signal);

    /**
     * Queues a callback. Callbacks from one source (one task, one callback, or the code outside) run in the order of their
     * calls.
     *
     * @param callback what to run
     * @return a handle to cancel it
     */
    Handle callSoon(Runnable callback);

    /**
     * Runs a callback after a delay.
     *
     * @param delay how long from now; zero or negative is due now, after what is ready already
     * @param callback what to run
     * @return a handle to cancel it
     */
    Handle callLater(Duration delay, Runnable callback);

    /**
     * Runs a callback when the clock will read {@code when}, computed once from its present reading: a later step of the
     * wall clock does not move the timer.
     *
     * @param when the instant; if it has passed, the callback is due now
     * @param callback what to run
     * @return a handle to cancel it
     */
    Handle callAt(Instant when, Runnable callback);

    /**
     * Queues a callback from any thread: with {@link #spawnThreadSafe} the only call that is legal from a foreign thread. A call from a foreign thread
     * arrives when it arrives, so it makes a run unrepeatable, which reports mention.
     *
     * @param callback what to run on the loop's thread
     * @return a handle, to be used on the loop's thread only
     */
    Handle callSoonThreadSafe(Runnable callback);

    /**
     * Suspends the current task for a time.
     *
     * @param duration how long; zero or negative gives way once, as {@link #yieldNow()}
     * @throws TaskCancelledException if the task is cancelled meanwhile
     */
    void sleep(Duration duration);

    /**
     * Gives way: queues the current task behind what is ready now.
     *
     * @throws TaskCancelledException if the task is cancelled meanwhile
     */
    default void yieldNow() {
        sleep(Duration.ZERO);
    }

    /**
     * Waits until a stage is complete, and returns its result or throws its failure, without the wrapping {@link
     * java.util.concurrent.CompletionException}. Returns at once, without a scheduling point, if it is complete. A
     * cancellation of the waiting task stops the waiting; it reaches the stage itself only if that is a {@link Task}.
     *
     * @param stage what to wait for
     * @param <T> the type of the result
     * @return the result
     * @throws TaskCancelledException if the task is cancelled meanwhile
     * @throws java.util.concurrent.CancellationException if the stage was cancelled
     */
    <T extends @Nullable Object> T await(CompletionStage<T> stage);

    /**
     * Makes a promise, an outcome that somebody will supply.
     *
     * @param name the name for reports
     * @param <T> the type of the result
     * @return a new promise, not done
     */
    <T extends @Nullable Object> Promise<T> promise(String name);

    /**
     * Makes a generator with a name made up from its number, as {@link #generate(String, GeneratorBody)}.
     *
     * @param body produces the values
     * @param <T> the type of the values
     * @return a new generator, whose body has not run
     */
    <T extends @Nullable Object> Generator<T> generate(GeneratorBody<T> body);

    /**
     * Makes a generator.
     *
     * <pre>{@code
     * Generator<Row> rows = loop.generate("rows", out -> ...);
     * for (Row row : rows) ...
     * }</pre>
     *
     * @param name the name for reports
     * @param body produces the values with {@code out.yield(..)}, from the first time that one is asked for
     * @param <T> the type of the values
     * @return a new generator, whose body has not run
     */
    <T extends @Nullable Object> Generator<T> generate(String name, GeneratorBody<T> body);

    /**
     * Opens a scope for what a block opens and closes at its end in reverse order, for try-with-resources.
     *
     * @return a new scope
     */
    ResourceScope scope();

    /**
     * Opens a group for tasks that end before the block does, for try-with-resources. A group does not learn that its block
     * has thrown by itself, and then waits for children that may never end: {@link #group(GroupBody)} does.
     *
     * @return a new group, owned by the current task
     */
    TaskGroup group();

    /**
     * Runs a block as a group: all its tasks have ended when this returns. Other than try-with-resources, it also sees a
     * failure of the block itself, which then cancels the children, as in asyncio.
     *
     * @param body the block
     * @throws TaskGroupException if children or the block failed; the failure of the block is the last one
     * @throws TaskCancelledException if the current task was cancelled from outside
     */
    void group(GroupBody body);

    /**
     * Runs {@code body} in the current task and cancels it when {@code limit} has passed.
     *
     * @param limit how long from now; zero or negative expires at the first suspension
     * @param body what to run
     * @param <T> the type of the result
     * @return the result of {@code body}
     * @throws LoopTimeoutException if the time ran out and the body stopped for that reason
     * @throws IllegalStateException if the caller is not a task
     */
    <T extends @Nullable Object> T timeout(Duration limit, Callable<T> body);

    /**
     * Runs {@code body} with a time limit, as {@link #timeout(Duration, Callable)}.
     *
     * @param limit how long from now; zero or negative expires at the first suspension
     * @param body what to run
     */
    default void timeout(Duration limit, ThrowingRunnable body) {
        timeout(limit, Throwing.callable(body));
    }

    /**
     * Runs {@code body} with a time limit that it can move, as {@link #timeout(Duration, Callable)}.
     *
     * @param limit how long from now; zero or negative expires at the first suspension
     * @param body what to run
     * @param <T> the type of the result
     * @return the result of {@code body}
     * @throws LoopTimeoutException if the time ran out and the body stopped for that reason
     * @throws IllegalStateException if the caller is not a task
     */
    <T extends @Nullable Object> T timeout(Duration limit, TimeoutBody<T> body);

    /**
     * Runs {@code body} until an instant of the clock at the latest, as {@link #timeout(Duration, Callable)}. How long that is from now is
     * computed once, as by {@link #callAt}.
     *
     * @param when the deadline; one that has passed expires at the first suspension
     * @param body what to run
     * @param <T> the type of the result
     * @return the result of {@code body}
     * @throws LoopTimeoutException if the time ran out and the body stopped for that reason
     * @throws IllegalStateException if the caller is not a task
     */
    <T extends @Nullable Object> T deadline(Instant when, Callable<T> body);

    /**
     * Runs {@code body} until an instant of the clock at the latest, as {@link #deadline(Instant, Callable)}.
     *
     * @param when the deadline; one that has passed expires at the first suspension
     * @param body what to run
     */
    default void deadline(Instant when, ThrowingRunnable body) {
        deadline(when, Throwing.callable(body));
    }

    /**
     * Runs {@code body} with a deadline that it can move, as {@link #deadline(Instant, Callable)}.
     *
     * @param when the deadline; one that has passed expires at the first suspension
     * @param body what to run
     * @param <T> the type of the result
     * @return the result of {@code body}
     */
    <T extends @Nullable Object> T deadline(Instant when, TimeoutBody<T> body);

    /**
     * Returns a view of a task that can be awaited and cancelled without cancelling the task.
     *
     * @param task the task to protect
     * @param <T> the type of the result
     * @return a task that completes as the given one does; cancelling it leaves the given one alone
     */
    <T extends @Nullable Object> Task<T> shield(Task<T> task);

    /**
     * Runs everything that is due from now up to and including {@code duration} later, in order, each timer with the clock at
     * its deadline, and leaves the clock there.
     *
     * @param duration how far; zero runs what is ready now
     * @throws IllegalArgumentException if negative: time does not go back
     * @throws IllegalStateException if called from a task or a callback
     */
    void advance(Duration duration);

    /**
     * Runs everything that is due up to and including an instant of the clock, as {@link #advance}.
     *
     * @param instant where to leave the clock
     * @throws IllegalArgumentException if it has passed: time does not go back
     * @throws IllegalStateException if called from a task or a callback
     */
    void advanceTo(Instant instant);

    /**
     * Runs until nothing is runnable at the present instant; does not move the clock.
     *
     * @throws IllegalStateException if called from a task or a callback
     */
    void runUntilIdle();

    /**
     * Runs and moves the clock until no timer is left but those of background tasks.
     *
     * @throws BudgetExceededException if a periodic timer keeps the loop busy for ever
     * @throws IllegalStateException if called from a task or a callback
     */
    void advanceUntilIdle();

    /**
     * Returns the loop's clock: only the loop moves it, anyone may read it and step its wall time.
     *
     * @return the clock; safe to read from any thread
     */
    VirtualClock clock();

    /**
     * Returns a random generator that is seeded with the loop's seed and gives the same numbers on every JDK.
     *
     * @return the generator, the same one at every call
     */
    RandomGenerator random();

    /**
     * Returns the executor that runs its jobs as callbacks of the loop, in FIFO order. A job that would have to wait fails
     * at once; {@link #threadPool} is for jobs that wait.
     *
     * @return the executor, the same one at every call
     */
    ScheduledExecutorService executor();

    /**
     * Returns a model of a thread pool: at most {@code workers} jobs run at a time, each as a task, so that the order of
     * their steps is explored; jobs may suspend.
     *
     * @param workers how many jobs may run at a time
     * @return a new pool; to be shut down by the caller
     * @throws IllegalArgumentException if {@code workers} is less than 1
     */
    ScheduledExecutorService threadPool(int workers);

    /**
     * Runs blocking work on a thread of the loop's pool of daemon threads, made at the first use. It is beyond the seed's
     * control; in virtual time it holds the clock until it has ended, see {@link LoopBuilder#maxClockHold}. So it may not wait for
     * this loop itself: for a blocking client of a server of this loop, await a future that another executor completes. Cancelling
     * the task ends it at once and interrupts the work, which sees the task locals, and what {@link ThreadLocalAdapter} carries,
     * of who gave it.
     *
     * @param work what to run; it may not touch the loop
     * @param <T> the type of the result
     * @return a task that ends as the work does
     */
    <T extends @Nullable Object> Task<T> runInExecutor(Callable<T> work);

    /**
     * Runs blocking work in an executor, as {@link #runInExecutor(Callable)}. If the executor refuses it, the task fails with
     * what the executor threw.
     *
     * @param executor where to run it
     * @param work what to run; it may not touch the loop
     * @param <T> the type of the result
     * @return a task that ends as the work does
     */
    <T extends @Nullable Object> Task<T> runInExecutor(Executor executor, Callable<T> work);

    /**
     * Keeps virtual time from jumping until the token is closed: for answers that other threads or machines will bring.
     *
     * @param who what is waited for, for reports
     * @return the token
     */
    ClockHold holdClock(String who);

    /**
     * Runs a callback in every iteration in which a channel can be read, accepted from or has reached its end. Replaces a
     * reader that the channel has, whose queued step does not run any more.
     *
     * @param channel a non-blocking channel
     * @param callback what to run; while it leaves something unread, it runs again
     * @throws IllegalArgumentException if the channel is in blocking mode
     */
    void addReader(SelectableChannel channel, Runnable callback);

    /**
     * Runs a callback in every iteration in which a channel can be written, or can finish its connect; as {@link #addReader}.
     *
     * @param channel a non-blocking channel
     * @param callback what to run
     * @throws IllegalArgumentException if the channel is in blocking mode
     */
    void addWriter(SelectableChannel channel, Runnable callback);

    /**
     * Removes the reader of a channel; the channel itself stays open.
     *
     * @param channel the channel
     * @return whether there was one; false on a closed loop
     */
    boolean removeReader(SelectableChannel channel);

    /**
     * Removes the writer of a channel; the channel itself stays open.
     *
     * @param channel the channel
     * @return whether there was one; false on a closed loop
     */
    boolean removeWriter(SelectableChannel channel);

    /**
     * Hands a resource over to the loop, which closes it at its end: the last one first, after all tasks. A {@link
     * java.nio.channels.Channel} that is still open before is reported by {@link #audit()}.
     *
     * @param name the name for reports
     * @param resource what to close
     * @param <R> its type
     * @return the resource
     */
    <R extends AutoCloseable> R manage(String name, R resource);

    /**
     * Sets what is done with failures of callbacks.
     *
     * @param handler the handler, or {@code null} for the default one
     */
    void setExceptionHandler(@Nullable ExceptionHandler handler);

    /**
     * Returns the seed or token of this run: a loop built with it runs the same order.
     *
     * @return {@code fifo}, a seed such as {@code 0x5eed}, or a replay token
     */
    String seed();

    /**
     * Returns the choices made so far as a token, which a loop built with it repeats; after them it goes on in FIFO order.
     *
     * @return a replay token, see {@link dev.asyncloop.schedule.Schedule}
     */
    String replayToken();

    /**
     * Returns what ran so far.
     *
     * @return a snapshot of the trace
     */
    Trace trace();

    /**
     * Asks whether something happens that may happen: a fault that the test injects, such as a lost message.
     *
     * <p>The answer is a choice, as the order of steps is: seeds draw it with the given probability, replays repeat it,
     * exhaustive searches try both, and FIFO order always says no. So a failure can be shrunk to the faults that matter. With
     * probability 0 or 1 there is no choice. FoundationDB calls this "buggify".
     *
     * @param probability how likely it is, from 0 to 1
     * @return whether it happens
     * @throws IllegalArgumentException if the probability is not between 0 and 1
     * @throws IllegalStateException if called from a foreign thread
     * @throws LoopClosedException after {@link #close()}
     */
    boolean chance(double probability);

    /**
     * Picks one of several values, such as the answer of a fake server; a choice as {@link #chance} is. FIFO order picks the
     * first, so let that be the ordinary one. With one value there is no choice.
     *
     * @param values what to pick from, each as likely as the others
     * @param <T> the type of the values
     * @return one of the values
     * @throws IllegalArgumentException if there are no values
     * @throws IllegalStateException if called from a foreign thread
     * @throws LoopClosedException after {@link #close()}
     */
    <T extends @Nullable Object> T pick(List<T> values);

    /**
     * Writes a note into the trace, at the current step.
     *
     * @param note the text that reports show
     */
    void trace(String note);

    /**
     * Returns the task that is running.
     *
     * @return the calling task, or {@code null} in a callback and outside of any step
     */
    @Nullable
    Task<?> currentTask();

    /**
     * Returns the tasks that are not done.
     *
     * @return a snapshot in the order of creation
     */
    List<Task<?>> tasks();

    /**
     * Returns how many steps are ready to run now, callbacks and tasks alike.
     *
     * @return the number of steps; timers that are due count from the next iteration on
     */
    int readyCount();

    /**
     * Returns how many timers are armed, sleeping tasks included.
     *
     * @return the number of timers
     */
    int timerCount();

    /**
     * Returns what has been found wrong up to now, in the order in which it happened, and what would be a leak if the run
     * ended here. Runs nothing.
     *
     * @return the faults; empty for a clean run
     */
    List<Fault> audit();

    /**
     * Describes the loop for a person: time, seed, tasks with where they wait, timers.
     *
     * @return several lines; best effort when called while the loop runs on another thread
     */
    String dump();

    /**
     * Returns the loop's name.
     *
     * @return the name, {@code loop} unless the builder was given one
     */
    String name();

    /**
     * Returns how this loop suspends its tasks.
     *
     * @return the backend in use, never {@link FibreBackend#AUTO}
     */
    FibreBackend fibreBackend();

    /**
     * Returns whether the loop was closed.
     *
     * @return whether {@link #close()} was called
     */
    boolean isClosed();

    /**
     * Cancels all tasks, waits for their clean-up, drops what is queued and closes what the loop opened; idempotent. Bounded
     * in steps, virtual and real time: who does not stop is named.
     *
     * @throws IllegalStateException if the loop is running, or if a task refused to stop
     */
    @Override
    void close();
}
