// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.ExceptionContext;
import dev.asyncloop.Handle;
import dev.asyncloop.LoopClosedException;
import dev.asyncloop.clock.ClockControl;
import dev.asyncloop.clock.TimerQueue;
import dev.asyncloop.clock.VirtualClock;
import dev.asyncloop.schedule.ChoiceSource;
import dev.asyncloop.schedule.Points;
import dev.asyncloop.schedule.StepKind;
import java.lang.StackWalker.StackFrame;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps of a loop, one at a time, and moves its clock.
 *
 * <p>The algorithm is asyncio's iteration ({@code _run_once}) with a choice in it. An iteration begins by moving the due
 * timers behind what is ready; if nothing is ready then, the clock jumps to the next deadline. It is over when as many steps
 * have run as were ready at its beginning, so that what these queue waits for the next iteration. Each step is chosen among
 * the candidates of {@link Ready}: the choice source is asked where there are several, its answer recorded. Always taking
 * index 0 is FIFO order, exactly as asyncio runs it.
 *
 * <p>Threads: all state belongs to the thread that drives, or to the fibre that it has resumed; handing over between the two
 * is a happens-before edge in every fibre backend. Other threads reach the {@link Inbox} only.
 */
final class Engine {

    /** What the threads of a loop know about it; threads that a task starts inherit it, and with it who started them. */
    record Link(EventLoop loop, @Nullable String startedBy) {}

    static final ThreadLocal<@Nullable Link> CURRENT = new InheritableThreadLocal<>() {
        @Override
        protected @Nullable Link childValue(@Nullable Link parent) {
            return parent == null ? null : parent.loop().engine.linkForChild(parent);
        }
    };

    private static final long MAX_LIMITED_WAIT_NANOS = 20_000_000L;
    private static final VarHandle STEP_THREAD;

    static {
        try {
            STEP_THREAD = MethodHandles.lookup().findVarHandle(Engine.class, "stepThread", Thread.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final EventLoop loop;
    final Settings settings;
    final VirtualClock clock;
    final TimerQueue<LoopTimer> timers = new TimerQueue<>();
    final Ready ready = new Ready();
    final Inbox inbox = new Inbox();
    final TraceLog trace;
    final Chooser chooser;
    final Budget budget;
    final Problems problems;
    final ForeignThreads foreignThreads = new ForeignThreads();
    final BeyondControl beyondControl = new BeyondControl();
    final Unseeded unseeded = new Unseeded();
    final Holds holds;
    final Monitors monitors = new Monitors();
    private final SpawnSites spawnSites = new SpawnSites();
    private final @Nullable SlowSteps slowSteps;

    private final ClockControl control;
    private final Pace pace;
    private final ChoiceSource source;
    private final boolean syncPoints;
    private final DueTimers due;
    private final CallbackTimer.Origin timerOrigin = new CallbackTimer.Origin(this, "timer", null, null);
    private final Lane outside = new Lane();
    private final Lane foreign = new Lane();
    private final Link link;

    final @Nullable ThreadLocals threadLocals;

    /** The points in plain Java, if there are any. */
    final @Nullable PlainPoints plainPoints;

    /** What the main tasks of all runs share; {@code null} before the first. */
    @Nullable
    Context mainContext;

    private Context callbackContext = Context.EMPTY;
    private Thread owner = Thread.currentThread();
    private volatile @Nullable Thread driver;
    private volatile @Nullable Thread stepThread;
    private volatile boolean closed;
    private @Nullable Plain plain;
    private @Nullable Thread logicalThread;
    private @Nullable FibreTask<?> current;
    private @Nullable FibreTask<?> handedOver;
    private @Nullable Poller poller;
    private @Nullable Blockers blockers;
    private @Nullable Step running;
    private @Nullable Step chosenAtPoint;
    private int optionsAtPoint;
    private int madeOutside;
    private boolean inStep;
    private boolean deadlocked;
    private boolean stopping;
    private boolean asking;
    private int batch;
    private long batchEnd;
    private long iterations;
    private int foregroundTimers;

    Engine(EventLoop loop, Settings settings, VirtualClock clock, ChoiceSource source) {
        this.loop = loop;
        this.settings = settings;
        this.clock = clock;
        this.source = source;
        due = new DueTimers(ready, this::disarmed, settings.slackNanos());
        syncPoints = settings.points.compareTo(Points.SYNC) >= 0;
        chooser = new Chooser(this, source);
        trace = new TraceLog(settings.traceCapacity);
        problems = new Problems(this);
        budget = new Budget(this);
        holds = new Holds(this);
        control = clock.takeControl("loop \"" + settings.name + "\"");
        slowSteps = settings.debug ? new SlowSteps(this) : null;
        pace = settings.realTime
                ? new Pace.Real(control, inbox, maxWaitNanos(), settings.nanoTime)
                : new Pace.Virtual(control);
        link = new Link(loop, null);
        threadLocals = settings.newThreadLocals();
        plainPoints = syncPoints ? new PlainPoints(this, settings) : null;
    }

    // ---- who may call

    /** Checks that the caller is on the loop's thread: the step that runs, or the owner where none does. */
    void requireOwner(String operation) {
        Thread thread = Thread.currentThread();
        Thread expected = driver == null ? owner : stepThread;
        if (thread != expected) {
            throw new IllegalStateException(
                    operation + " was called on thread \"" + thread.getName() + "\", but loop \""
                            + settings.name + "\" belongs to thread \""
                            + Objects.requireNonNullElse(expected, owner).getName()
                            + "\". Other threads may call callSoonThreadSafe only: hand the work over with it.");
        }
    }

    void requireOpen(String operation) {
        requireOwner(operation);
        requireNotClosed(operation);
    }

    /** Checks, for callers on any thread, that the loop is not closed. */
    void requireNotClosed(String operation) {
        if (closed) {
            throw new LoopClosedException("Event loop is closed: " + operation + " was called on loop \""
                    + settings.name + "\" after close().");
        }
    }

    /** Returns whether the caller is the step that is running, on whatever thread that is. */
    boolean isInside() {
        return inStep && Thread.currentThread() == stepThread;
    }

    boolean isLoopThread() {
        return Thread.currentThread() == (driver == null ? owner : stepThread);
    }

    /** Returns whether the caller is the driving thread or the step it runs; for calls that the JDK makes on either. */
    boolean isDriverOrStep() {
        Thread thread = Thread.currentThread();
        return thread == stepThread || thread == driver || driver == null && thread == owner;
    }

    Link link() {
        return link;
    }

    /** Lets the calling thread know its loop, if it was made elsewhere. */
    void bind() {
        if (CURRENT.get() == null) {
            CURRENT.set(link);
        }
    }

    /** Lets plain Java run under this loop from now on. */
    void runPlainJava(Plain runtime) {
        plain = runtime;
    }

    /** Notes that a deadlock was reported, with the tasks that are in it. */
    void deadlocked() {
        deadlocked = true;
    }

    /** Returns whether a task is known to stand still for good, as was reported. */
    boolean standsStill(FibreTask<?> task) {
        return deadlocked && task.isStoppedInJdk();
    }

    /** Returns what plain Java needs of this loop, or {@code null} where it does not run under it. */
    @Nullable
    Plain plain() {
        return plain;
    }

    /** Returns the platform thread as which the running task knows itself, if it does. */
    @Nullable
    Thread logicalThread() {
        return logicalThread;
    }

    /** Interrupts the step that is running; from any thread. */
    void interruptStep() {
        Thread running = stepThread;
        if (running != null) {
            running.interrupt();
        }
    }

    /** Returns how long a loop in real time may sleep before it looks again whether its own time is over. */
    long maxWaitNanos() {
        return settings.maxRealNanos == Long.MAX_VALUE ? Long.MAX_VALUE : MAX_LIMITED_WAIT_NANOS;
    }

    boolean isDriven() {
        return driver != null;
    }

    boolean isInStep() {
        return inStep;
    }

    @Nullable
    FibreTask<?> current() {
        return current;
    }

    @Nullable
    Thread driver() {
        return driver;
    }

    @Nullable
    Thread stepThread() {
        return stepThread;
    }

    /** Makes the calling thread the owner, once the one that drives the loop has left it. */
    void attach() {
        if (isInside()) {
            return; // a task, for which the driving thread waits
        }
        Thread driving = driver;
        if (driving != null && driving != Thread.currentThread()) {
            for (int i = 0; i < 2_000 && driver != null; i++) {
                if (i % 100 == 0) {
                    driving.interrupt(); // again, for a job may have taken it for its own
                }
                java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
            }
            if (driver != null) {
                throw new IllegalStateException("Loop \"" + settings.name + "\" is still running on thread \""
                        + driving.getName() + "\", which did not stop when interrupted.\n" + loop.dump());
            }
        }
        owner = Thread.currentThread();
    }

    // ---- scheduling

    CallbackStep callSoon(Runnable callback) {
        return callSoon(callback, sourceLane());
    }

    /** Queues a callback behind the others of a lane. */
    CallbackStep callSoon(Runnable callback, Lane lane) {
        CallbackStep step = new CallbackStep(this, StepKind.CALLBACK, callback, site());
        step.lane = lane;
        ready.add(step);
        return step;
    }

    CallbackStep callSoonThreadSafe(Runnable callback) {
        if (isLoopThread()) {
            return callSoon(callback);
        }
        CallbackStep step = new CallbackStep(this, StepKind.EXTERNAL, callback, site(), captureContext());
        step.lineage = Lineages.FOREIGN; // the steps that run meanwhile must not count it among what they make
        step.lane = foreign;
        inbox.put(() -> ready.add(step));
        return step;
    }

    CallbackTimer callAt(long deadline, Runnable callback) {
        StackFrame site = site();
        return callAt(
                deadline, callback, site == null ? timerOrigin : new CallbackTimer.Origin(this, "timer", null, site));
    }

    CallbackTimer callAt(long deadline, Runnable callback, String label) {
        return callAt(deadline, callback, label, null, site());
    }

    /** Arms a timer whose callback, once due, queues behind the others of a lane, if there is one. */
    CallbackTimer callAt(
            long deadline, Runnable callback, String label, @Nullable Lane lane, @Nullable StackFrame site) {
        return callAt(deadline, callback, new CallbackTimer.Origin(this, label, lane, site));
    }

    private CallbackTimer callAt(long deadline, Runnable callback, CallbackTimer.Origin origin) {
        CallbackTimer timer = new CallbackTimer(origin, callback);
        arm(timer, deadline);
        return timer;
    }

    /** Returns how long it is until an instant of the clock, by its present reading. */
    Duration until(Instant when, String name) {
        return Duration.between(clock.instant(), Objects.requireNonNull(when, name));
    }

    void arm(LoopTimer timer, long deadline) {
        timers.add(timer, deadline);
        if (!timer.isBackground()) {
            foregroundTimers++;
        }
    }

    void disarm(LoopTimer timer) {
        if (timers.remove(timer)) {
            disarmed(timer);
        }
    }

    private void disarmed(LoopTimer timer) {
        if (!timer.isBackground()) {
            foregroundTimers--;
        }
    }

    /** Returns whether a timer is armed that does not belong to a background task. */
    boolean hasForegroundTimers() {
        return foregroundTimers > 0;
    }

    /** Returns the poller, made at the first use: from then on, every iteration asks for ready channels. */
    Poller poller() {
        Poller made = poller;
        if (made == null) {
            made = new Poller(this);
            poller = made;
            inbox.sleepBy(made);
        }
        return made;
    }

    /** Returns the poller if there are channels. */
    @Nullable
    Poller pollerIfAny() {
        return poller;
    }

    /** Returns whether something has come from outside, of a thread or on a channel, that is not queued yet. */
    boolean hasArrivals() {
        return inbox.isFilled()
                || monitors.hasArrived()
                || poller != null && poller.hasFired()
                || plain != null && plain.sockets().poll();
    }

    /** Sleeps until something may have come from outside, for a limited time. */
    void await(long nanos) {
        inbox.await(plain == null ? nanos : plain.sockets().nap(nanos));
    }

    /** Returns where a task, job or promise is made. */
    @Nullable
    StackFrame taskSite() {
        return settings.taskSites ? Sites.caller() : null;
    }

    /** Returns where a task with a body of some class is made. */
    @Nullable
    StackFrame taskSite(Class<?> body) {
        return settings.taskSites ? spawnSites.ofTask(maker(), body) : null;
    }

    /** Returns where a promise is made. */
    @Nullable
    StackFrame promiseSite(String name) {
        return settings.taskSites ? spawnSites.ofPromise(maker(), name) : null;
    }

    private @Nullable Class<?> maker() {
        return current == null ? null : current.bodyClass();
    }

    private @Nullable StackFrame site() {
        return settings.captureSites || settings.debug ? Sites.caller() : null;
    }

    private Lane sourceLane() {
        if (current != null) {
            return current.callbackLane();
        }
        return inStep && running != null ? running : outside;
    }

    void cancelStep(CallbackStep step) {
        boolean held = step.held;
        withdraw(step);
        if (!held) {
            due.gone(step);
        }
    }

    /** Takes a step out of the ready queue. */
    void withdraw(Step step) {
        ready.cancel(step);
        if (step.sequence <= batchEnd) {
            batch--;
        }
    }

    // ---- context

    /** Returns the context of the caller: the step that runs, or else the calling thread. */
    Context context() {
        if (!isInside()) {
            return Context.ofThread();
        }
        return current == null ? callbackContext : current.context();
    }

    /** Exchanges the context of the step that runs. */
    void changeContext(Context changed) {
        if (current == null) {
            callbackContext = changed;
        } else {
            current.changeContext(changed);
        }
        if (threadLocals != null) {
            threadLocals.update();
        }
    }

    /** Runs an action in a callback, in another context than the callback's own. */
    void runInContext(Context context, Runnable action) {
        Context before = callbackContext;
        if (context != before) {
            callbackContext = context;
        }
        try {
            runWithThreadLocals(context, action);
        } finally {
            if (callbackContext != before) {
                callbackContext = before;
            }
        }
    }

    /** Runs an action with the thread-locals that a context carries; on any thread. */
    void runWithThreadLocals(Context context, Runnable action) {
        if (threadLocals == null) {
            action.run();
        } else {
            threadLocals.runWith(context, action);
        }
    }

    /** Returns what a task or callback inherits that is made now. */
    Context captureContext() {
        return threadLocals == null ? context() : context().carrying(threadLocals.capture());
    }

    // ---- running

    /** Takes hold of the loop for the calling thread while {@code action} drives it. */
    void drive(String operation, Runnable action) {
        Link outer = requireDrivable(operation);
        Thread thread = Thread.currentThread();
        loop.prepareForPlainJava();
        stepThread = thread;
        driver = thread;
        CURRENT.set(link);
        budget.enter();
        Runnable restore = plain == null ? null : plain.beginDrive(thread);
        try {
            action.run();
        } finally {
            if (restore != null) {
                restore.run();
            }
            budget.exit();
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
            driver = null;
            stepThread = null;
            stopping = false;
            touched(ChoiceSource.EVERYTHING, true);
        }
    }

    /** Checks that the calling thread may drive the loop now; returns what the thread knows of another loop. */
    @Nullable
    Link requireDrivable(String operation) {
        requireOpen(operation);
        if (driver != null) {
            String who = current == null ? "a callback" : "task \"" + current.name() + "\"";
            throw new IllegalStateException("This event loop is already running: " + operation + " was called inside "
                    + who + " of loop \"" + settings.name
                    + "\". Inside, start work with spawn(..) and wait for it with await(), sleep(..) or a group.");
        }
        Link outer = CURRENT.get();
        if (outer != null && outer.loop().engine.isInside()) {
            throw new IllegalStateException("Cannot run the event loop while another loop is running: " + operation
                    + " of loop \"" + settings.name + "\" was called inside a step of loop \""
                    + outer.loop().name() + "\".");
        }
        return outer;
    }

    /** Ends the drive with its present iteration; the next drive, if there is none, after one iteration. */
    void stop() {
        stopping = true;
    }

    /** Runs until {@code goal} holds; where nothing can run any more, until {@code idle} has thrown or given new work. */
    void runUntil(BooleanSupplier goal, Runnable idle) {
        if (!runUntilStopped(goal, idle)) {
            throw new IllegalStateException("Event loop stopped before Future completed: loop \"" + settings.name
                    + "\" was told to stop() while somebody waited for more.");
        }
    }

    void runUntilStopped(Runnable idle) {
        runUntilStopped(() -> false, idle);
    }

    /** Runs until {@code goal} holds, or the iteration is over in which somebody said {@link #stop}; returns whether it holds. */
    private boolean runUntilStopped(BooleanSupplier goal, Runnable idle) {
        boolean inIteration = !stopping;
        if (stopping) {
            batch = 0; // what is left of an old iteration belongs to the one that begins now
        }
        while (!goal.getAsBoolean()) {
            if (stopping && inIteration && isIterationOver()) {
                return false;
            }
            boolean stepped = step(stopping ? clock.nanoTime() : Long.MAX_VALUE);
            inIteration = true;
            if (!stepped && !stopping && !goal.getAsBoolean()) {
                idle.run();
            }
        }
        return true;
    }

    private boolean isIterationOver() {
        return batch <= 0 || ready.size() == 0;
    }

    /** Runs everything up to and including {@code horizon}, and leaves the clock there. */
    void runTo(long horizon) {
        budget.beforeAdvance(horizon);
        while (step(horizon)) {
            // the next one
        }
        pace.moveTo(horizon);
    }

    /** Runs what is ready now and what that makes ready, without moving the clock. */
    void runReady() {
        while (step(clock.nanoTime())) {
            // the next one
        }
    }

    /** Runs one step; returns whether there was one up to the horizon. */
    boolean step(long horizon) {
        if (plain != null) {
            monitors.settle();
        }
        if (inbox.isFilled()) {
            inbox.drain();
        }
        if (isIterationOver() && !beginIteration(horizon)) {
            return false;
        }
        long now = clock.nanoTime();
        ready.at(now);
        int options = ready.size();
        int chosen;
        Step atPoint = chosenAtPoint;
        if (atPoint != null && atPoint.queued) {
            chosen = ready.indexOf(atPoint);
            options = optionsAtPoint;
        } else {
            chosen = chooser.choose(options, ready);
        }
        chosenAtPoint = null;
        source.running(chosen, ready);
        Step step = ready.take(chosen);
        batch--;
        trace.record(step.actor(), step.kind(), options, chosen, now);
        running = step;
        boolean interruptedBefore = Thread.currentThread().isInterrupted();
        pace.refresh();
        long began = slowSteps == null ? 0 : slowSteps.begin();
        inStep = true;
        try {
            step.run();
            runHandedOver();
        } finally {
            if (handedOver != null) {
                handedOver.start(); // the one before was stuck
                handedOver = null;
            }
            inStep = false;
            running = null;
            if (slowSteps != null) {
                slowSteps.ended(step, began);
            }
        }
        due.gone(step);
        budget.afterStep(interruptedBefore ? null : step);
        return true;
    }

    /** Marks a point with {@link Points#SYNC} and more, see {@link #point}; with fewer points, notes only what the step touches. */
    void syncPoint(long resource, boolean write) {
        if (syncPoints) {
            point(resource, write);
        } else {
            touched(resource, write);
        }
    }

    /**
     * Marks a point at which the running task may be left for another one, before it touches something. To go on is the first
     * candidate, and is done in place; only if another one is chosen does the fibre suspend. Callbacks, generators and the code
     * outside cannot be left, and pass.
     */
    void point(long resource, boolean write) {
        FibreTask<?> task = current;
        if (task == null || handedOver != null || !isInside() || task instanceof GeneratorTask) {
            // cannot be left here
        } else if (budget.isClosing()) {
            task.suspend(Wait.Yield.INSTANCE); // so that a task that spins can be cancelled
        } else {
            if (plain != null) {
                monitors.settle();
            }
            task.offerToGoOn(resource, write);
            long now = clock.nanoTime();
            ready.at(now);
            int options = ready.size();
            int chosen = chooseAtPoint(options);
            if (chosen == 0 && !budget.isUsedUpInPlace()) {
                source.running(0, ready);
                Step step = ready.take(0);
                if (options > 1) {
                    trace.record(step.actor(), StepKind.POINT, options, 0, now);
                }
            } else {
                batch++;
                chosenAtPoint = ready.get(chosen);
                optionsAtPoint = options;
                task.waitForTurn();
            }
        }
        touched(resource, write);
    }

    private int chooseAtPoint(int options) {
        asking = true;
        try {
            return chooser.choose(options, ready);
        } finally {
            asking = false;
        }
    }

    /** Returns whether the choice source is being asked in the middle of a step. */
    boolean isAsking() {
        return asking;
    }

    /** Notes what the running step touches, or the code outside, which is counted with the step before it. */
    void touched(long resource, boolean write) {
        if (resource != 0) {
            source.touched(resource, write);
        }
    }

    /** Returns a number for an object of the JDK at which a task is stopped. */
    long blockerNumber(@Nullable Object blocker) {
        if (blockers == null) {
            blockers = new Blockers();
        }
        return blockers.numberOf(blocker);
    }

    /** Returns who the step that runs belongs to, see {@link Step#actor}, or 0 outside. */
    long actor() {
        return running == null ? 0 : running.actor();
    }

    /** Returns the step that runs: of the running task, or else of a callback; {@code null} outside. */
    @Nullable
    Step runningStep() {
        return current != null ? current.step() : running;
    }

    /** Returns the lineage of the step that runs, or 0 outside. */
    long lineage() {
        return current != null ? current.lineage() : running == null ? 0 : running.lineage;
    }

    /** Returns the lineage of the next thing that the running step makes, or the code outside. */
    long nextLineage() {
        return Lineages.child(lineage(), nextOrdinal());
    }

    /** Returns how many things that have a lineage the running step, or the code outside, has made with this one. */
    int nextOrdinal() {
        Step step = runningStep();
        return step == null ? ++madeOutside : step.nextOrdinal();
    }

    /** Runs the tasks to which the step was handed over, one after the other. */
    private void runHandedOver() {
        @Nullable FibreTask<?> next;
        while ((next = handedOver) != null) {
            handedOver = null;
            next.runStep();
        }
    }

    /** Makes a task go on in this step, once the running one has suspended or ended. */
    void runNext(@Nullable FibreTask<?> task) {
        handedOver = task;
    }

    /** Moves the clock in the middle of a step, whatever is due meanwhile. */
    void passTime(long nanos) {
        long until = Durations.plus(clock.nanoTime(), Math.max(0, nanos));
        budget.beforeMove(until);
        pace.moveTo(until);
    }

    private boolean beginIteration(long horizon) {
        pace.refresh();
        if (settings.realTime) {
            loop.auditor().tellOld();
        }
        collectReady();
        while (ready.total() == 0) {
            budget.checkInterrupt();
            if (holds.isHeld()) {
                holds.await();
                collectArrivals();
                continue;
            }
            long next = chooser.nextDeadline(horizon);
            if (next <= horizon && next != Long.MAX_VALUE) {
                budget.beforeMove(next);
            }
            if (!pace.waitFor(next, horizon)) {
                return false;
            }
            budget.moved();
            collectArrivals();
        }
        iterations++;
        batch = ready.total();
        batchEnd = ready.lastSequence();
        return true;
    }

    private void collectArrivals() {
        if (plain != null) {
            monitors.settle();
        }
        if (inbox.isFilled()) {
            inbox.drain();
        }
        collectReady();
    }

    /** Queues ready channels, then due timers: asyncio's order. */
    private void collectReady() {
        if (poller != null) {
            poller.poll();
        }
        if (plain != null) {
            plain.sockets().poll();
        }
        collectDue();
    }

    private void collectDue() {
        if (due.collect(timers, clock.nanoTime())) {
            iterations++;
        }
    }

    /** Returns how many iterations have begun: asyncio's measure of order within an instant. */
    long iterations() {
        return iterations;
    }

    long steps() {
        return budget.steps();
    }

    void runCallback(Runnable callback, Context context, Handle step, StepKind kind) {
        try {
            runInContext(context, callback);
        } catch (Throwable e) {
            problems.unhandled(new ExceptionContext("Exception in " + kind.label(), e, null, step));
        }
    }

    /** Runs a part of a task: hands control to its fibre until that suspends or ends. */
    void enter(FibreTask<?> task, Fibre fibre) {
        Thread thread = fibre.thread(); // made before the task is current: it is none that the task has started
        current = task;
        STEP_THREAD.setRelease(this, thread); // cheaper than volatile: no other thread takes itself for it
        logicalThread = task.logicalThread();
        try {
            fibre.resume();
        } finally {
            current = null;
            logicalThread = null;
            STEP_THREAD.setRelease(this, driver);
        }
    }

    private Link linkForChild(Link parent) {
        FibreTask<?> task = current;
        if (task == null || !isInside()) {
            return parent;
        }
        if (plain == null) {
            foreignThreads.created();
        }
        return new Link(loop, task.name());
    }

    // ---- the end

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
        if (plain != null) {
            plain.close();
            plain = null;
        }
        timers.clear();
        foregroundTimers = 0;
        budget.close();
        due.clear();
        ready.clear();
        if (poller != null) {
            poller.close();
        }
        control.release();
    }
}
