// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.BudgetExceededException;
import dev.asyncloop.explore.Coverage;
import dev.asyncloop.internal.FibreThreads;
import dev.asyncloop.internal.PlainJava;
import dev.asyncloop.internal.Settings;
import dev.asyncloop.internal.Watchdog;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/** One invocation that JUnit knows of, kept in its store: the settings, the order that is running, and what ends with it. */
final class Node implements AutoCloseable {

    static final Namespace NAMESPACE = Namespace.create(AsyncLoopExtension.class);

    /** The key of report entries that warn. */
    static final String WARNING = "asyncloop.warning";

    /** The key of report entries that say what a green result means. */
    static final String COVERAGE = "asyncloop.coverage";

    /** The key of report entries that tell of failures that are gone. */
    static final String FIXED = "asyncloop.fixed";

    /** How long the loop of an order may run that is tried to make another one smaller. */
    private static final long MAX_TRIAL_NANOS = 5_000_000_000L;

    private static final int MAX_WARNINGS = 100;
    private static final int MAX_WAIT_MILLIS = 2_000;
    private static final int INTERRUPT_EVERY = 100;

    private final TestSettings settings;
    private final ExtensionContext context;
    private final Watchdog watchdog;
    private final FibreThreads threads = new FibreThreads();
    private final OrderTimer timer;
    private final @Nullable OrderPlan plan;
    private final @Nullable Exploration exploration;
    private final @Nullable Explored explored;
    private volatile ScheduleRun current;
    private final Semaphore phase = new Semaphore(1);
    private final Object interrupts = new Object();

    /** Written under {@code interrupts}, so that no interrupt comes after the phase. */
    private volatile @Nullable Thread phaseThread;

    /** The last order that is at its end, where it must not be interrupted any more; under {@code interrupts}. */
    private @Nullable ScheduleRun ending;

    private volatile boolean timedOut;
    private volatile @Nullable String timeoutDump;
    private @Nullable InNodeExplorer explorer;
    private @Nullable ScheduleFailure foundBeforeTimeout;
    private boolean abandoned;
    private final Set<String> warned = new HashSet<>();

    private Node(ExtensionContext context, PlannedInvocation planned) {
        this.context = context;
        settings = planned.settings();
        plan = planned.plan();
        exploration = planned.exploration();
        explored = planned.explored();
        watchdog = shared(context, Watchdog.class, () -> Hang.watchdog(settings.configuration()));
        timer = shared(context, OrderTimer.class, () -> new OrderTimer(Hang.lastResort(settings.configuration())));
        this.current = make(planned.order(), explored != null || !settings.explores());
        if (exploration != null) {
            exploration.began(current);
        }
    }

    @SuppressWarnings("deprecation") // what replaces it is only there since JUnit 6
    private static <T> T shared(ExtensionContext context, Class<T> type, Supplier<T> maker) {
        return context.getStore(StoreScope.EXECUTION_REQUEST, NAMESPACE)
                .getOrComputeIfAbsent(type, key -> maker.get(), type);
    }

    /** Makes the node of an invocation, before anything else of it happens. */
    static Node prepare(ExtensionContext context, PlannedInvocation planned) {
        Node node = new Node(context, planned);
        // put, and not compute-if-absent: a node found in a parent's store would be shared by all its tests
        context.getStore(NAMESPACE).put(Node.class, node);
        node.timer.watch(node);
        return node;
    }

    /** Returns the node of the current invocation, or {@code null} if there is none. */
    static @Nullable Node of(ExtensionContext context) {
        return context.getTestMethod().isEmpty()
                ? null
                : context.getStore(NAMESPACE).get(Node.class, Node.class);
    }

    private ScheduleRun make(Order order, boolean detailed) {
        Settings loopSettings = settings.forSchedule(order.schedule());
        loopSettings.scope = settings.scope();
        loopSettings.name = context.getRequiredTestMethod().getName();
        loopSettings.watchdog = watchdog;
        loopSettings.threads = threads;
        if (order.is(Order.Origin.TRIED)) {
            loopSettings.taskSites = false; // one of many, of which nothing is shown
            loopSettings.maxRealNanos = Math.min(loopSettings.maxRealNanos, MAX_TRIAL_NANOS);
        }
        if (detailed) {
            loopSettings.captureSites = true;
            loopSettings.traceCapacity = 1 << 16;
        }
        return new ScheduleRun(order, loopSettings, settings.exploration().determinism() == Determinism.ALWAYS);
    }

    /** Goes on to another order; a detailed run also remembers where callbacks and timers came from. */
    ScheduleRun next(Order order, boolean detailed) {
        current = make(order, detailed);
        return current;
    }

    ScheduleRun current() {
        return current;
    }

    Method method() {
        return context.getRequiredTestMethod();
    }

    Class<?> testClass() {
        return context.getRequiredTestClass();
    }

    TestSettings settings() {
        return settings;
    }

    /** Returns whether this invocation is one of a nested launcher, whose failures are reported by the visible one. */
    boolean isNested() {
        return exploration != null;
    }

    /** Returns what nested launchers have found before, or {@code null}. */
    @Nullable
    Explored explored() {
        return explored;
    }

    /** Returns the plan of an invocation that runs all orders itself, or {@code null}. */
    @Nullable
    OrderPlan planInside() {
        return explored == null ? plan : null;
    }

    /** Returns what runs the orders inside of this node, from the body of the first one on. */
    @Nullable
    InNodeExplorer explorer() {
        return explorer;
    }

    void setExplorer(InNodeExplorer explorer) {
        this.explorer = explorer;
    }

    /** Returns the failure that was found before a {@code @Timeout} struck, while its order was run again; or {@code null}. */
    @Nullable
    ScheduleFailure foundBeforeTimeout() {
        return foundBeforeTimeout;
    }

    void setFoundBeforeTimeout(ScheduleFailure failure) {
        foundBeforeTimeout = failure;
    }

    /**
     * Begins a phase of the test on the calling thread. A {@code @Timeout} in a separate thread leaves the thread of the phase
     * before behind: waits for its end, for a bounded time, and interrupts it.
     *
     * @throws IllegalStateException if it does not end
     */
    void beginPhase() {
        boolean interrupted = false;
        for (int i = 0; !abandoned && !phase.tryAcquire(); i++) {
            Thread before = phaseThread;
            if (before != null && i % INTERRUPT_EVERY == 0) {
                before.interrupt();
            }
            LockSupport.parkNanos(1_000_000);
            interrupted |= Thread.interrupted();
            abandoned = i > MAX_WAIT_MILLIS;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (abandoned) {
            Thread before = phaseThread;
            throw new IllegalStateException("The test " + method().getName() + " still runs on thread \""
                    + (before == null ? "?" : before.getName())
                    + "\", which did not stop when interrupted: nothing more is done with it.");
        }
        try {
            current.attach();
        } catch (Throwable e) {
            phase.release();
            throw e;
        }
        synchronized (interrupts) {
            phaseThread = Thread.currentThread();
        }
    }

    void endPhase() {
        synchronized (interrupts) {
            phaseThread = null;
        }
        phase.release();
    }

    boolean isInPhase() {
        return phaseThread != null;
    }

    /**
     * Interrupts the order that is running, if it runs in a phase and outside of its loop, whose budgets and watchdog take
     * care of the rest; called by the {@link OrderTimer} when the real-time limit is over.
     */
    boolean interruptIfBlocked(ScheduleRun run) {
        Thread thread = phaseThread;
        if (thread == null || timedOut) {
            return false;
        }
        StackTraceElement[] stack = thread.getStackTrace();
        if (StackTraces.isInLoop(stack)) {
            return false;
        }
        String dump = dumpOf(run);
        synchronized (interrupts) {
            if (phaseThread != thread || current != run || ending == run) {
                return false;
            }
            run.blocked(new ScheduleRun.Blocked(thread.getName(), List.of(stack), settings.realTimeNanos(), dump));
            thread.interrupt();
            return true;
        }
    }

    /** Says where the test blocks, for a test that interrupts do not move. */
    String blockedReport(ScheduleRun run) {
        BudgetExceededException blocked = run.blockedFailure();
        StringBuilder text = new StringBuilder("Test ")
                .append(testClass().getName())
                .append('.')
                .append(method().getName())
                .append(", seed ")
                .append(FailureReport.abbreviate(run.seed(), FailureReport.MAX_SEED))
                .append(": ");
        if (blocked != null) {
            text.append(blocked.getMessage());
            for (StackTraceElement element : blocked.getStackTrace()) {
                text.append("\n    at ").append(element);
            }
        }
        return text.append("\nIn a test body, wait with loop.await(..) or task.await(), which drive the loop.")
                .toString();
    }

    /** Returns whether a thread that nobody could stop still runs the test. */
    boolean isAbandoned() {
        return abandoned;
    }

    /** Returns whether JUnit's watcher has said that the time is over; from then on, no order begins. */
    boolean isTimedOut() {
        return timedOut;
    }

    @Nullable
    String timeoutDump() {
        return timeoutDump;
    }

    /** Keeps the state of the loop and interrupts its step; called by JUnit's watcher when the time is over. */
    void timedOut() {
        ScheduleRun run = current;
        timedOut = true; // first of all: describing the loop takes its time, and the test goes on meanwhile
        timeoutDump = dumpOf(run);
        run.interruptStep();
    }

    /** Describes a loop that may be going on on another thread. */
    private static String dumpOf(ScheduleRun run) {
        try {
            return run.loop().dump();
        } catch (RuntimeException e) {
            return "(the loop went on while it was described: " + e + ")";
        }
    }

    /** Calls a test or fixture method: as a task of the loop, if the test says so. */
    void call(Calls.Call method) throws Throwable {
        PointsText.warnings(settings).forEach(this::warnAloud);
        if (!settings.asTask()) {
            method.run();
            return;
        }
        if (!PlainJava.isOn()) {
            warnAloud(
                    "Plain Java waits in real time here, and its threads are not the loop's. " + PlainJava.obstacle());
        }
        current.loop().run(() -> {
            Throwable failure = Calls.attempt(method);
            if (failure != null) {
                throw Calls.rethrow(failure);
            }
            return null;
        });
    }

    @Nullable
    Throwable finish(@Nullable Throwable failure) {
        synchronized (interrupts) {
            ending = current;
        }
        boolean counts = current.order().is(Order.Origin.SEARCHED);
        return current.finish(failure, settings.leaks(), this::warn, counts ? coverage() : null);
    }

    private @Nullable Coverage coverage() {
        if (exploration != null) {
            return exploration.coverage();
        }
        return plan == null || explored != null ? null : plan.coverage();
    }

    /** Publishes a warning of an order, once for all orders, and not for one that is only tried. */
    private void warn(String text) {
        if (!current.order().is(Order.Origin.TRIED) && warned.size() < MAX_WARNINGS && warned.add(text)) {
            context.publishReportEntry(Map.of(WARNING, text));
        }
    }

    /** Warns once of what makes a test mean something else, and prints it. */
    private void warnAloud(String text) {
        if (!current.order().is(Order.Origin.TRIED) && warned.add(text)) {
            tell(WARNING, text);
        }
    }

    /** Publishes an entry, and prints it, as some build tools show no entries. */
    @SuppressWarnings("SystemOut") // what a test prints is what build tools show
    void tell(String key, String text) {
        context.publishReportEntry(Map.of(key, text));
        System.out.println(key + ": " + testClass().getName() + "." + method().getName() + ": " + text);
    }

    /** Called when JUnit closes its store, after the callbacks of all extensions. */
    @Override
    public void close() {
        timer.release(this);
        if (!current.isFinished() && !abandoned) {
            finish(null);
        }
        threads.close();
        if (plan != null && !timedOut) {
            plan.tell(this);
        }
        if (explored != null) {
            explored.compareWith(this, context.getExecutionException().orElse(null));
        }
    }
}
