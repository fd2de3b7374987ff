// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.FaultKind;
import dev.asyncloop.TaskCancelledException;
import dev.asyncloop.schedule.ChoiceSource;
import dev.asyncloop.schedule.StepKind;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A task: a body on a fibre, its state, and the story of its cancellation.
 *
 * <p>Cancellation is asyncio's, edge-triggered. A request reaches a waiting task by way of what it waits for: a task takes it
 * over, anything else is abandoned and the waiter made ready. A task that is ready already, or running, keeps the request
 * until it is resumed, or suspends the next time. Each request is thrown once. A task that is stopped in the JDK is
 * interrupted instead, and the JDK throws.
 */
class FibreTask<T extends @Nullable Object> extends Outcome<T> implements Fibre.Listener {

    // The states. No enum, for to write a reference into an old object costs a memory fence, and each switch of
    // tasks writes several.
    private static final byte NEW = 0;
    private static final byte READY = 1;
    private static final byte RUNNING = 2;
    private static final byte WAITING = 3;

    /** Stopped inside the JDK, in a lock or queue that the loop knows nothing about. */
    private static final byte STOPPED = 4;

    private static final byte DONE = 5;

    private final long id;
    private final @Nullable String name;
    private final @Nullable StackFrame spawnSite;
    private final @Nullable Class<?> bodyClass;
    private final boolean background;
    private final TaskStep step = new TaskStep(this);

    private Context context;
    private @Nullable Callable<T> body;
    private @Nullable Fibre fibre;
    private byte state = NEW;
    private StepKind kind = StepKind.START;
    private @Nullable Wait wait;
    private Wait.@Nullable Sleep sleep;
    private @Nullable List<LoopGenerator<?>> generators;
    private @Nullable Cancellation cancellation;
    private @Nullable RuntimeException thrown;
    private boolean unparkedWhileRunning;
    private long resource;
    private boolean write;
    private boolean beingAsked;
    private boolean hasYielded;

    /** In whose monitor it waits, or has waited last. */
    @Nullable
    Object waitedIn;

    /** What it has asked for identity hash codes; made at the first. */
    @Nullable
    Identities identities;

    /** In how many class initializers, one inside of the other, it is. */
    int initializers;

    /** The innermost open group of those that the task has opened. */
    @Nullable
    Group innermostGroup;

    /** Neighbours in {@link TaskList}. */
    @Nullable
    FibreTask<?> previous;

    @Nullable
    FibreTask<?> next;

    FibreTask(Engine engine, @Nullable String name, Callable<T> body, boolean background) {
        this(engine, name, body, background, engine.taskSite(Throwing.classOf(body)), engine.captureContext());
    }

    FibreTask(
            Engine engine,
            @Nullable String name,
            @Nullable Callable<T> body,
            boolean background,
            @Nullable StackFrame spawnSite,
            Context context) {
        super(engine);
        this.context = context;
        this.name = name;
        this.body = body;
        this.bodyClass = body == null ? null : Throwing.classOf(body);
        this.background = background;
        this.spawnSite = spawnSite;
        this.id = engine.loop.register(this);
        step.lineage = resource();
        step.parent = engine.lineage();
    }

    /** Queues the first step. */
    final void start() {
        engine().ready.add(step);
    }

    /** Returns who this is, in a way that other orders of the program share. */
    final long lineage() {
        return step.lineage;
    }

    /** Returns the class of its body as the user wrote it, if it has one. */
    final @Nullable Class<?> bodyClass() {
        return bodyClass;
    }

    /** Returns the step as which it runs. */
    final Step step() {
        return step;
    }

    // ---- suspending and resuming

    /**
     * Stands for what this task does next in the ready queue, before all others, while it is asked whether it goes on with
     * that; see {@link Engine#point}.
     */
    final void offerToGoOn(long touches, boolean mayWrite) {
        kind = StepKind.POINT;
        resource = touches;
        write = mayWrite;
        hasYielded = true;
        engine().ready.addFirst(step);
    }

    /** Lets another task run first; this one stays ready, and neither a cancellation nor anything else is thrown here. */
    final void waitForTurn() {
        Fibre here = ownFibre();
        boolean interrupted = Thread.interrupted(); // parking would return at once, and it is nobody's yet
        wait = Wait.Turn.INSTANCE;
        state = READY;
        try {
            here.pause();
        } catch (IllegalStateException e) {
            engine().withdraw(step); // pinned: it cannot be left here, so it goes on
        }
        wait = null;
        state = RUNNING;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns a wait for a deadline: the last one once more, if that is over. */
    final Wait sleepUntil(long deadline) {
        Wait.Sleep last = sleep;
        if (last == null || !last.isOver()) {
            last = new Wait.Sleep(this);
            sleep = last;
        }
        return last.until(deadline);
    }

    /** Suspends this task, which must be the running one, until what it waits for is there or it is cancelled. */
    final void suspend(Wait waiting) {
        takeInterrupt();
        Cancellation request = cancellation;
        Fibre here = ownFibre();
        wait = waiting;
        state = WAITING;
        if (request != null && request.pending || thrown != null) {
            wake(StepKind.RESUME);
        } else {
            if (request != null) {
                request.suspended(this);
            }
            waiting.begin(this);
        }
        try {
            if (state == READY) {
                here.pause();
                takeInterrupt();
            } else {
                here.suspend();
            }
        } catch (IllegalStateException e) {
            waiting.abandon(this);
            wait = null;
            if (state == READY) {
                engine().withdraw(step);
            }
            state = RUNNING;
            throw e;
        }
        wait = null;
        if (cancellation != null) {
            cancellation.checkElapsed(this);
        }
        RuntimeException sent = thrown;
        if (sent != null) {
            thrown = null;
            waiting.abandon(this);
            throw sent;
        }
        if (cancellation != null && cancellation.pending) {
            waiting.abandon(this);
            throw cancellation.deliver(this);
        }
        waiting.end(this);
    }

    private Fibre ownFibre() {
        Fibre here = fibre;
        if (here == null) {
            throw new IllegalStateException("not started");
        }
        return here;
    }

    /** Turns the thread's interrupt into a request. */
    private void takeInterrupt() {
        Cancellation request = cancellation;
        if (Thread.interrupted()) {
            if (request == null || request.open == 0) {
                request = requestFor("interrupted");
                request.by = null; // who it was cannot be known any more
                request.site = null;
            }
            request.pending = true;
        } else if (request != null && request.interrupting) {
            request.interrupting = false;
            request.markDelivered(this);
        }
    }

    /**
     * Lets the body of a generator go on in this step, and waits until it hands back. This is no point of cancellation: what
     * was requested and not delivered goes along, and comes back if the body has not suspended.
     */
    final void handOverTo(FibreTask<?> body, Wait waiting) {
        takeInterrupt();
        passTo(body);
        Cancellation request = cancellation;
        if (request != null && request.pending) {
            request.pending = false;
            body.takeOver(request);
        }
        switchTo(body, waiting);
    }

    /** Hands back to the consumer, if that is a task; the body of a generator calls this. */
    final void giveBackTo(@Nullable FibreTask<?> consumer, Wait waiting) {
        takeInterrupt();
        if (consumer != null) {
            returnRequestTo(consumer);
        }
        switchTo(consumer, waiting);
    }

    private void switchTo(@Nullable FibreTask<?> other, Wait waiting) {
        Fibre here = ownFibre();
        byte before = other == null ? state : other.state;
        wait = waiting;
        state = WAITING;
        if (other != null) {
            other.goOnNext();
        }
        try {
            here.suspend();
        } catch (IllegalStateException e) {
            wait = null;
            state = RUNNING;
            if (other != null) {
                other.state = before;
                engine().runNext(null);
            }
            throw e;
        }
        wait = null;
    }

    /** Makes this task go on in the step that is running, as soon as the running task suspends or ends. */
    final void goOnNext() {
        state = READY;
        engine().runNext(this);
    }

    /** Makes this task, which has not begun or waits for nothing but this, a candidate. */
    final void queue() {
        kind = state == NEW ? StepKind.START : StepKind.RESUME;
        state = READY;
        start();
    }

    private void takeOver(Cancellation request) {
        Cancellation own = requestFor(request.reason);
        own.by = request.by;
        own.site = request.site;
        own.pending = true;
    }

    /** Makes the consumer's what has come to this body and did not end it: as if the body had run in the consumer's task. */
    final void returnRequestTo(FibreTask<?> consumer) {
        passTo(consumer);
        Cancellation request = cancellation;
        if (request == null || request.open == 0) {
            return;
        }
        cancellation = null;
        Cancellation theirs = consumer.cancelling() == 0 ? consumer.requestFor(request.reason) : consumer.cancellation;
        if (theirs != null && request.pending) {
            theirs.pending = true;
        } else if (theirs != null) {
            theirs.markDelivered(consumer);
        }
    }

    private void passTo(FibreTask<?> other) {
        if (thrown != null) {
            other.thrown = thrown;
            thrown = null;
        }
    }

    /** Makes a waiting task ready. */
    final void wake(StepKind stepKind) {
        if (state == WAITING) {
            Wait waiting = wait;
            resource = waiting == null || stepKind == StepKind.YIELD ? 0 : waiting.resource();
            write = true;
            state = READY;
            engine().touched(waitNumber(), true);
            if (kind != stepKind) {
                kind = stepKind;
            }
            engine().ready.add(step);
        }
    }

    /** Returns the number of whether it waits: who wakes it and who cancels it do not commute. */
    private long waitNumber() {
        return Lineages.child(resource(), 0);
    }

    /** Runs this task until it suspends or ends; on the loop's thread. */
    final void runStep() {
        engine().touched(resource(), false); // whether it is cancelled
        if (wait == null && kind == StepKind.RESUME) {
            engine().touched(ChoiceSource.EVERYTHING, true); // what it was stopped at in the JDK, and more
        }
        Cancellation request = cancellation;
        if (state == NEW && request != null && request.pending) {
            finish(() -> endFailed(new TaskCancelledException(request.reason)));
            return;
        }
        Fibre running = fibre;
        if (running == null) {
            running = engine().loop.fibres().create(name(), this);
            adoptFibre(running);
        }
        state = RUNNING;
        unparkedWhileRunning = false;
        engine().enter(this, running);
        if (running.isDone()) {
            state = DONE;
            fibre = null;
            return;
        }
        hasYielded = true;
        if (state == RUNNING) {
            state = STOPPED;
            if (engine().plain() != null) {
                engine().monitors.stopped(this);
                engine().touched(ChoiceSource.EVERYTHING, true);
            }
            if (unparkedWhileRunning) {
                ready(StepKind.YIELD);
            } else if (cancellation != null && cancellation.pending) {
                cancellation.pending = false;
                interruptThread(cancellation);
            }
        }
    }

    private void ready(StepKind stepKind) {
        resource = 0;
        state = READY;
        kind = stepKind;
        engine().ready.add(step);
    }

    @Override
    public final void unparked() {
        if (state == STOPPED) {
            ready(StepKind.RESUME);
        } else {
            unparkedWhileRunning = true;
        }
    }

    @Override
    public final void interrupted() {
        if (state == WAITING || state == READY) {
            cancelFor("interrupted");
        }
    }

    @Override
    public final void abandoned() {
        state = DONE;
        endFailed(new CancellationException("abandoned: it did not give control back"));
        engine().loop.unregister(this);
    }

    // ---- the body

    @Override
    public void body() {
        Callable<T> action = body;
        ThreadLocals locals = engine().threadLocals;
        body = null;
        try {
            if (action == null) {
                throw new IllegalStateException("started twice");
            }
            if (locals != null) {
                locals.restore(context);
            }
            T value = callAndClose(action);
            if (beginEnd()) {
                succeed(value);
                engine().loop.unregister(this);
            }
        } catch (Throwable e) {
            if (beginEnd()) {
                failWith(e);
                engine().loop.unregister(this);
            }
        } finally {
            if (locals != null) {
                locals.clear();
            }
        }
    }

    /** Calls the body, and closes the generators that it has left open. */
    private T callAndClose(Callable<T> action) throws Exception {
        T value;
        try {
            value = action.call();
        } catch (Throwable e) {
            closeGenerators(e);
            throw e;
        }
        Throwable failure = closeGenerators(null);
        if (failure != null) {
            throw Throwing.sneaky(failure);
        }
        return value;
    }

    private @Nullable Throwable closeGenerators(@Nullable Throwable failure) {
        return generators == null ? failure : LoopGenerator.closeAll(generators, failure);
    }

    /** Returns the generators that this task has iterated and that have not ended, in that order. */
    final List<LoopGenerator<?>> generators() {
        if (generators == null) {
            generators = new ArrayList<>(1);
        }
        return generators;
    }

    final void finish(Runnable outcome) {
        if (beginEnd()) {
            outcome.run();
            engine().loop.unregister(this);
        }
    }

    /** Returns false for a task that was abandoned meanwhile. */
    private boolean beginEnd() {
        if (isDone()) {
            return false;
        }
        state = DONE;
        sleep = null;
        waitedIn = null;
        if (cancellation != null) {
            cancellation.checkElapsed(this);
        }
        return true;
    }

    private void succeed(T value) {
        Cancellation request = cancellation;
        if (request != null && request.open > 0) {
            if (request.pending) {
                endFailed(new TaskCancelledException(request.reason));
                return;
            }
            request.bodyEndedNormally(this);
        }
        end(value);
    }

    private void failWith(Throwable e) {
        Cancellation request = cancellation;
        boolean cancelled = e instanceof CancellationException
                || e instanceof InterruptedException && request != null && request.open > 0;
        if (cancelled) {
            endFailed(e instanceof CancellationException ? e : asCancellation(e));
            return;
        }
        if (request != null && request.open > 0) {
            request.bodyFailed(this, e);
        }
        endFailed(e);
    }

    static TaskCancelledException asCancellation(Throwable e) {
        TaskCancelledException cancelled = new TaskCancelledException(e.getMessage());
        cancelled.initCause(e);
        return cancelled;
    }

    // ---- cancelling

    /**
     * Cancels this task, or rather the last of the tasks that wait for one another: the end of that one wakes the one before.
     * In a circle of tasks, the last one that is not asked twice.
     */
    @Override
    final boolean cancelFor(@Nullable String reason) {
        if (isDone()) {
            return false;
        }
        List<FibreTask<?>> asked = new ArrayList<>(1);
        FibreTask<?> task = this;
        while (true) {
            Cancellation request = task.requestFor(reason);
            task.beingAsked = true;
            asked.add(task);
            Outcome<?> target = task.state == WAITING && task.wait != null ? task.wait.target() : null;
            if (target instanceof FibreTask<?> next && !next.isDone() && !next.beingAsked) {
                task = next;
                continue;
            }
            boolean takenOver = target != null && !(target instanceof FibreTask<?>) && target.cancelFor(reason);
            if (!takenOver) {
                task.cancelHere(request);
            }
            break;
        }
        asked.forEach(one -> one.beingAsked = false);
        return true;
    }

    private void cancelHere(Cancellation request) {
        if (state == WAITING && wait != null && wait.isHeld()) {
            request.pending = true;
        } else if (state == WAITING && wait != null) {
            abandon(wait);
            request.pending = true;
            wake(StepKind.RESUME);
        } else if (state == STOPPED || (state == NEW || state == READY) && wait == null && fibre != null) {
            interruptThread(request);
        } else {
            request.pending = true;
        }
    }

    private void abandon(Wait waiting) {
        engine().touched(waiting.resource(), false); // what ends it finds nobody waiting
        waiting.abandon(this);
    }

    private void interruptThread(Cancellation request) {
        Thread thread = thread();
        if (thread != null) {
            request.interrupting = true;
            thread.interrupt();
        }
    }

    private Cancellation requestFor(@Nullable String reason) {
        Cancellation request = cancellation;
        if (request == null) {
            request = new Cancellation();
            cancellation = request;
        }
        engine().touched(resource(), true);
        engine().touched(waitNumber(), true);
        request.open++;
        request.reason = reason;
        request.site = Sites.caller();
        request.by = engine().current() == null ? null : engine().current().name();
        return request;
    }

    @Override
    public final int cancelling() {
        return cancellation == null ? 0 : cancellation.open;
    }

    @Override
    public final int uncancel() {
        engine().requireOwner("Task.uncancel");
        Cancellation request = cancellation;
        if (request == null || request.open == 0) {
            return 0;
        }
        if (--request.open == 0) {
            request.takenBack();
        }
        return request.open;
    }

    /** Says whether the cancellation that was delivered has to wait for something, and is not ignored meanwhile. */
    final void keepCancellationBack(boolean kept) {
        if (cancellation != null) {
            cancellation.keepBack(this, kept);
        }
    }

    /** Makes the next suspension point throw the open cancellation once more, since another exception has taken its place. */
    final void deliverAgain() {
        if (cancellation != null && cancellation.open > 0) {
            cancellation.pending = true;
        }
    }

    /**
     * Makes the current or next suspension point throw, which is not a cancellation; a task that is stopped in the JDK is
     * interrupted besides.
     */
    final void throwInto(RuntimeException exception) {
        Wait waiting = wait;
        if (waiting != null && waiting.target() instanceof GeneratorTask body && waiting.isHeld()) {
            body.throwInto(exception);
            return;
        }
        engine().touched(resource(), true);
        thrown = exception;
        if (waiting != null && waiting.isHeld()) {
            return;
        }
        if (state == WAITING && waiting != null) {
            abandon(waiting);
            wake(StepKind.RESUME);
        } else if (state == STOPPED) {
            Thread stopped = thread();
            if (stopped != null) {
                stopped.interrupt();
            }
        }
    }

    /** Takes back what {@link #throwInto} has left, if it was not thrown yet. */
    final void throwNoLonger(RuntimeException exception) {
        if (thrown == exception) {
            thrown = null;
        }
    }

    // ---- looking

    /** Returns what the next step touches; for a task that was stopped in the JDK, what it was stopped at. */
    private long pendingResource() {
        Thread thread = wait == null && kind == StepKind.RESUME ? thread() : null;
        return thread == null ? resource : engine().blockerNumber(LockSupport.getBlocker(thread));
    }

    /** Returns the values of its task locals. */
    Context context() {
        return context;
    }

    void changeContext(Context changed) {
        context = changed;
    }

    /** Returns the lane of the callbacks that it makes. */
    Lane callbackLane() {
        return step;
    }

    final @Nullable Thread thread() {
        return fibre == null ? null : fibre.thread();
    }

    final @Nullable Wait currentWait() {
        return wait;
    }

    /** Returns whether another one could have run between two steps of this task. */
    final boolean hasYielded() {
        return hasYielded;
    }

    /** Returns the platform thread as which this task knows itself, or {@code null} if it is the fibre's own. */
    @Nullable
    Thread logicalThread() {
        return null;
    }

    /** Returns whether its own code runs now, and is not about to wait in the loop. */
    final boolean isRunning() {
        return state == RUNNING;
    }

    /** Wakes the thread from any wait of the JDK. */
    final void interruptAndUnpark() {
        Thread thread = thread();
        if (thread != null) {
            thread.interrupt();
            LockSupport.unpark(thread);
        }
    }

    final boolean isStoppedInJdk() {
        return state == STOPPED;
    }

    final @Nullable Cancellation cancellation() {
        return cancellation;
    }

    @Override
    final FibreTask<?> worker() {
        return this;
    }

    final void adoptFibre(Fibre adopted) {
        fibre = adopted;
        Plain plain = engine().plain();
        if (plain != null) {
            plain.begins(this);
        }
    }

    @Override
    public String name() {
        return name == null ? "task-" + id : name;
    }

    /** Returns the name that the task was given, if any. */
    final @Nullable String givenName() {
        return name;
    }

    @Override
    public final long id() {
        return id;
    }

    @Override
    public String spawnSite() {
        return Sites.text(spawnSite);
    }

    @Override
    public boolean isBackground() {
        return background;
    }

    @Override
    String nameForReports() {
        return word() + " \"" + name() + "\" (#" + id + ")";
    }

    /** Returns what reports call this. */
    String word() {
        return "task";
    }

    @Override
    public final String describe() {
        if (isDone()) {
            return super.describe();
        }
        Wait waiting = wait;
        return switch (state) {
            case NEW -> "has not started";
            case READY -> "is ready";
            case RUNNING -> "is running";
            case WAITING ->
                "waits " + (waiting == null ? "" : waiting.describe()) + " at " + Sites.suspensionSite(thread());
            case STOPPED -> "is " + Stops.describe(this) + " at " + Sites.suspensionSite(thread());
            default -> "is done";
        };
    }

    final void problem(FaultKind faultKind, String message, List<String> details, @Nullable Throwable cause) {
        engine().problems.add(faultKind, nameForReports(), message, details, cause);
    }

    private static final class TaskStep extends Step {

        private final FibreTask<?> task;

        TaskStep(FibreTask<?> task) {
            this.task = task;
        }

        @Override
        void run() {
            task.runStep();
        }

        @Override
        StepKind kind() {
            return task.kind;
        }

        @Override
        long resource() {
            return task.pendingResource();
        }

        @Override
        boolean isWrite() {
            return task.write;
        }

        @Override
        long actor() {
            return task.id;
        }

        @Override
        String subject() {
            return task.nameForReports();
        }

        @Override
        public String toString() {
            return task + ", spawned at " + task.spawnSite();
        }
    }
}
