// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.ClockHold;
import dev.asyncloop.ExceptionHandler;
import dev.asyncloop.Fault;
import dev.asyncloop.FibreBackend;
import dev.asyncloop.Generator;
import dev.asyncloop.GeneratorBody;
import dev.asyncloop.GroupBody;
import dev.asyncloop.Handle;
import dev.asyncloop.Loop;
import dev.asyncloop.LoopBuilder;
import dev.asyncloop.Promise;
import dev.asyncloop.ResourceScope;
import dev.asyncloop.Task;
import dev.asyncloop.TaskGroup;
import dev.asyncloop.TimeoutBody;
import dev.asyncloop.clock.VirtualClock;
import dev.asyncloop.schedule.ChoiceSource;
import dev.asyncloop.schedule.SeededRandom;
import dev.asyncloop.schedule.Seeds;
import dev.asyncloop.schedule.Trace;
import java.lang.StackWalker.StackFrame;
import java.nio.channels.Channel;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The loop: checks arguments and callers, and hands the work to the {@link Engine} and its helpers. */
public final class EventLoop implements Loop {

    private static final long RANDOM_STREAM = 0x7a9d0b;
    private static final int MAX_NEVER_YIELDED = 8;

    final Engine engine;
    final Waiting waiting;

    private final Settings settings;
    private final ChoiceSource source;
    private final TaskList tasks = new TaskList();
    private final Generators generators = new Generators();
    private final Resources resources = new Resources();
    private final Offloads offloads;
    private final ChannelWatchers watchers;
    private final SignalHandlers signals;
    private final Audit audit;
    private final List<PoolExecutor> pools = new ArrayList<>();
    private final List<FibreTask<?>> neverYielded = new ArrayList<>();
    private long lastTaskId;
    private int lastPool;
    private @Nullable Fibres fibres;
    private @Nullable LoopExecutor executor;
    private @Nullable RandomGenerator random;

    /** Builds a loop that the calling thread owns; use {@link Loop#builder()}. */
    public EventLoop(Settings settings) {
        this.settings = settings;
        VirtualClock clock =
                settings.clock == null ? VirtualClock.startingAt(start(settings), settings.zone) : settings.clock;
        source = settings.choices == null ? settings.schedule.newSource() : settings.choices;
        engine = new Engine(this, settings, clock, source);
        waiting = new Waiting(this);
        signals = new SignalHandlers(engine);
        audit = new Audit(this);
        offloads = new Offloads(this);
        watchers = new ChannelWatchers(engine);
        if (settings.backend == FibreBackend.VIRTUAL_THREADS) {
            fibres();
        }
    }

    /** Returns the settings that a builder has after it was set up. */
    public static Settings settingsOf(Consumer<LoopBuilder> configuration) {
        LoopBuilder builder = Loop.builder();
        configuration.accept(builder);
        try (EventLoop loop = (EventLoop) builder.build()) {
            return loop.settings.copy();
        }
    }

    private static Instant start(Settings settings) {
        Instant unset = settings.realTime ? Instant.now() : VirtualClock.DEFAULT_START;
        return Objects.requireNonNullElse(settings.start, unset);
    }

    /** See {@link Loop#current()}. */
    public static Loop current() {
        Engine.Link link = Engine.CURRENT.get();
        if (link == null || !link.loop().engine.isInside()) {
            throw new IllegalStateException("No loop is running on thread \""
                    + Thread.currentThread().getName() + "\": Loop.current() works inside of tasks and callbacks.");
        }
        return link.loop();
    }

    // ---- running

    @Override
    public <T extends @Nullable Object> T run(Callable<T> main) {
        Objects.requireNonNull(main, "main");
        List<T> result = new ArrayList<>(1);
        engine.drive("run", () -> {
            MainTask<T> task = new MainTask<>(engine, main);
            task.start();
            task.markObserved();
            result.add(task.drive());
        });
        return result.get(0);
    }

    @Override
    public <T extends @Nullable Object> T runMain(Callable<T> main) {
        return new MainRun<>(this, Objects.requireNonNull(main, "main")).run();
    }

    @Override
    public void runForever() {
        engine.drive("runForever", () -> engine.runUntilStopped(() -> Deadlock.check(this, null)));
    }

    @Override
    public void stop() {
        engine.requireOpen("stop");
        engine.stop();
    }

    @Override
    public void advance(Duration duration) {
        long nanos = Settings.notNegative(duration, "duration: time does not go back");
        engine.drive("advance", () -> engine.runTo(Durations.plus(engine.clock.nanoTime(), nanos)));
    }

    @Override
    public void advanceTo(Instant instant) {
        Duration distance = Duration.between(clock().instant(), Objects.requireNonNull(instant, "instant"));
        if (distance.isNegative()) {
            throw new IllegalArgumentException(
                    "Time does not go back: it is " + clock().instant() + ", and " + instant + " has passed.");
        }
        engine.drive(
                "advanceTo",
                () -> engine.runTo(Durations.plus(engine.clock.nanoTime(), Durations.toNanos(distance, "distance"))));
    }

    @Override
    public void runUntilIdle() {
        engine.drive("runUntilIdle", engine::runReady);
    }

    @Override
    public void advanceUntilIdle() {
        engine.drive("advanceUntilIdle", () -> {
            engine.runReady();
            while (engine.hasForegroundTimers()) {
                engine.budget.beforeAdvance(engine.timers.nextDeadline());
                engine.step(Long.MAX_VALUE);
                engine.runReady();
            }
        });
    }

    // ---- scheduling

    @Override
    public <T extends @Nullable Object> Task<T> spawn(Callable<T> body) {
        return spawnTask("spawn", null, body, false);
    }

    @Override
    public <T extends @Nullable Object> Task<T> spawn(String name, Callable<T> body) {
        return spawnTask("spawn", Objects.requireNonNull(name, "name"), body, false);
    }

    @Override
    public <T extends @Nullable Object> Task<T> spawnBackground(String name, Callable<T> body) {
        return spawnTask("spawnBackground", Objects.requireNonNull(name, "name"), body, true);
    }

    private <T extends @Nullable Object> FibreTask<T> spawnTask(
            String operation, @Nullable String name, Callable<T> body, boolean background) {
        Objects.requireNonNull(body, "body");
        engine.requireOpen(operation);
        FibreTask<T> task = start(name, body, background);
        engine.syncPoint(task.lineage(), true);
        return task;
    }

    /** Starts a task that was asked for elsewhere. */
    <T extends @Nullable Object> FibreTask<T> start(String name, Callable<T> body, @Nullable StackFrame site) {
        FibreTask<T> task = new FibreTask<>(engine, name, body, false, site, engine.captureContext());
        task.start();
        return task;
    }

    <T extends @Nullable Object> FibreTask<T> start(@Nullable String name, Callable<T> body, boolean background) {
        FibreTask<T> task = new FibreTask<>(engine, name, body, background);
        task.start();
        return task;
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> spawnThreadSafe(String name, Callable<T> body) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(body, "body");
        engine.requireNotClosed("spawnThreadSafe");
        RemoteTask<T> task = new RemoteTask<>(this, name, body);
        task.request();
        return task;
    }

    @Override
    public void addSignalHandler(String signal, Runnable callback) {
        Objects.requireNonNull(signal, "signal");
        Objects.requireNonNull(callback, "callback");
        engine.requireOpen("addSignalHandler");
        signals.add(signal, callback);
    }

    @Override
    public boolean removeSignalHandler(String signal) {
        Objects.requireNonNull(signal, "signal");
        engine.requireOwner("removeSignalHandler");
        return signals.remove(signal);
    }

    SignalHandlers signals() {
        return signals;
    }

    @Override
    public Handle callSoon(Runnable callback) {
        Objects.requireNonNull(callback, "callback");
        engine.requireOpen("callSoon");
        return engine.callSoon(callback);
    }

    @Override
    public Handle callLater(Duration delay, Runnable callback) {
        long nanos = Durations.toNanos(delay, "delay");
        Objects.requireNonNull(callback, "callback");
        engine.requireOpen("callLater");
        return engine.callAt(Durations.plus(engine.clock.nanoTime(), nanos), callback);
    }

    @Override
    public Handle callAt(Instant when, Runnable callback) {
        return callLater(engine.until(when, "when"), callback);
    }

    @Override
    public Handle callSoonThreadSafe(Runnable callback) {
        Objects.requireNonNull(callback, "callback");
        engine.requireNotClosed("callSoonThreadSafe");
        return engine.callSoonThreadSafe(callback);
    }

    @Override
    public void addReader(SelectableChannel channel, Runnable callback) {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(callback, "callback");
        engine.requireOpen("addReader");
        watchers.addReader(channel, callback);
    }

    @Override
    public void addWriter(SelectableChannel channel, Runnable callback) {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(callback, "callback");
        engine.requireOpen("addWriter");
        watchers.addWriter(channel, callback);
    }

    @Override
    public boolean removeReader(SelectableChannel channel) {
        Objects.requireNonNull(channel, "channel");
        engine.requireOwner("removeReader");
        return watchers.removeReader(channel);
    }

    @Override
    public boolean removeWriter(SelectableChannel channel) {
        Objects.requireNonNull(channel, "channel");
        engine.requireOwner("removeWriter");
        return watchers.removeWriter(channel);
    }

    ChannelWatchers watchers() {
        return watchers;
    }

    @Override
    public <T extends @Nullable Object> Task<T> runInExecutor(Callable<T> work) {
        Objects.requireNonNull(work, "work");
        engine.requireOpen("runInExecutor");
        return offloads.submit(work);
    }

    @Override
    public <T extends @Nullable Object> Task<T> runInExecutor(Executor executor, Callable<T> work) {
        Objects.requireNonNull(executor, "executor");
        Objects.requireNonNull(work, "work");
        engine.requireOpen("runInExecutor");
        return offloads.submit(executor, work);
    }

    @Override
    public ClockHold holdClock(String who) {
        Objects.requireNonNull(who, "who");
        engine.requireOpen("holdClock");
        return engine.holds.hold(() -> who);
    }

    /** Returns what the run did that no seed controls, and where. */
    public List<String> beyondControl() {
        return engine.beyondControl.list();
    }

    /** Returns what plain Java used that no seed decides, and where. */
    public List<String> unseeded() {
        return engine.unseeded.list();
    }

    // ---- suspending

    @Override
    public void sleep(Duration duration) {
        long nanos = Durations.toNanos(duration, "duration");
        engine.requireOpen("sleep");
        waiting.sleep(nanos);
    }

    @Override
    public <T extends @Nullable Object> T await(CompletionStage<T> stage) {
        Objects.requireNonNull(stage, "stage");
        engine.requireOpen("await");
        return stage instanceof Outcome<T> outcome ? own(outcome).await() : waiting.forStage(stage);
    }

    <T extends @Nullable Object> Outcome<T> own(Outcome<T> outcome) {
        if (outcome.engine() != engine) {
            throw new IllegalStateException(outcome.nameForReports() + " is attached to a different loop: \""
                    + outcome.loop().name() + "\", and not \"" + name() + "\"");
        }
        return outcome;
    }

    @Override
    public <T extends @Nullable Object> Promise<T> promise(String name) {
        Objects.requireNonNull(name, "name");
        engine.requireOpen("promise");
        LoopPromise<T> promise = new LoopPromise<>(this, name);
        if (settings.debug) {
            audit.made(promise);
        }
        return promise;
    }

    @Override
    public <T extends @Nullable Object> Generator<T> generate(GeneratorBody<T> body) {
        return newGenerator(null, body);
    }

    @Override
    public <T extends @Nullable Object> Generator<T> generate(String name, GeneratorBody<T> body) {
        return newGenerator(Objects.requireNonNull(name, "name"), body);
    }

    private <T extends @Nullable Object> Generator<T> newGenerator(@Nullable String name, GeneratorBody<T> body) {
        Objects.requireNonNull(body, "body");
        engine.requireOpen("generate");
        return new LoopGenerator<>(this, name, body);
    }

    @Override
    public ResourceScope scope() {
        engine.requireOpen("scope");
        return new CleanUps(engine);
    }

    @Override
    public TaskGroup group() {
        engine.requireOpen("group");
        return new Group(this, engine.current(), false);
    }

    @Override
    public void group(GroupBody body) {
        Objects.requireNonNull(body, "body");
        engine.requireOpen("group");
        new Group(this, engine.current(), true).run(body);
    }

    @Override
    public <T extends @Nullable Object> T timeout(Duration limit, TimeoutBody<T> body) {
        long nanos = Durations.toNanos(limit, "limit");
        Objects.requireNonNull(body, "body");
        return new TimeoutScope(requireTask("timeout"), nanos).call(body);
    }

    @Override
    public <T extends @Nullable Object> T timeout(Duration limit, Callable<T> body) {
        Objects.requireNonNull(body, "body");
        return this.<T>timeout(limit, timeout -> body.call());
    }

    @Override
    public <T extends @Nullable Object> T deadline(Instant when, TimeoutBody<T> body) {
        return timeout(engine.until(when, "when"), body);
    }

    @Override
    public <T extends @Nullable Object> T deadline(Instant when, Callable<T> body) {
        return timeout(engine.until(when, "when"), body);
    }

    /** Returns the calling task, for what limits it. */
    FibreTask<?> requireTask(String operation) {
        engine.requireOpen(operation);
        FibreTask<?> task = engine.current();
        if (task == null) {
            throw new IllegalStateException(operation + "(..) limits the calling task, and this is "
                    + (engine.isInStep() ? "a callback" : "no task") + ". Use it inside of run(..) or spawn(..).");
        }
        return task;
    }

    @Override
    public <T extends @Nullable Object> Task<T> shield(Task<T> task) {
        Outcome<T> inner = own((Outcome<T>) Objects.requireNonNull(task, "task"));
        engine.requireOpen("shield");
        return new Shield<>(inner);
    }

    // ---- values

    @Override
    public boolean chance(double probability) {
        engine.requireOpen("chance");
        return engine.chooser.chance(probability);
    }

    @Override
    public <T extends @Nullable Object> T pick(List<T> values) {
        Objects.requireNonNull(values, "values");
        engine.requireOpen("pick");
        return engine.chooser.pick(values);
    }

    // ---- parts

    @Override
    public VirtualClock clock() {
        return engine.clock;
    }

    @Override
    public RandomGenerator random() {
        engine.requireOwner("random");
        if (random == null) {
            random = new SeededRandom(Seeds.nth(settings.schedule.number(), RANDOM_STREAM));
        }
        return random;
    }

    @Override
    public ScheduledExecutorService executor() {
        engine.requireOwner("executor");
        if (executor == null) {
            executor = new LoopExecutor(this);
        }
        return executor;
    }

    @Override
    public ScheduledExecutorService threadPool(int workers) {
        Settings.positive(workers, "workers");
        engine.requireOpen("threadPool");
        pools.removeIf(PoolExecutor::isTerminated);
        PoolExecutor pool = new PoolExecutor(this, workers, "pool-" + ++lastPool);
        pools.add(pool);
        return pool;
    }

    List<PoolExecutor> pools() {
        return pools;
    }

    Fibres fibres() {
        if (fibres == null) {
            fibres = Fibres.of(engine, settings.backend);
            if (fibres.backend() == FibreBackend.VIRTUAL_THREADS && !settings.realTime && PlainJava.isOn()) {
                engine.runPlainJava(new Plain(engine));
            }
        }
        return fibres;
    }

    /** Lets also callbacks that run before the first task be plain Java, where that runs under loops at all. */
    void prepareForPlainJava() {
        if (fibres == null && !settings.realTime && PlainJava.isOn()) {
            fibres();
        }
    }

    long register(FibreTask<?> task) {
        if (!(task instanceof GeneratorTask)) {
            tasks.add(task);
        }
        return ++lastTaskId;
    }

    void unregister(FibreTask<?> task) {
        if (!(task instanceof GeneratorTask)) {
            tasks.remove(task);
        }
        engine.trace.ended(task.id(), task.givenName());
        if (!task.hasYielded() && neverYielded.size() < MAX_NEVER_YIELDED) {
            neverYielded.add(task);
        }
        audit.ended(task);
    }

    /** Keeps a job or promise that failed, in case nobody looks at it. */
    void failed(Outcome<?> outcome) {
        audit.ended(outcome);
    }

    Generators generators() {
        return generators;
    }

    /** Returns everything that has a name in the trace and has not ended. */
    List<FibreTask<?>> named() {
        List<FibreTask<?>> all = tasks.snapshot();
        generators.snapshot().forEach(generator -> all.add(generator.task()));
        return all;
    }

    /** Returns the tasks that are not done, and then the bodies of generators that do not pause. */
    List<FibreTask<?>> tasksAndBodies() {
        List<FibreTask<?>> all = tasks.snapshot();
        all.addAll(generators.atWork());
        return all;
    }

    List<FibreTask<?>> liveTasks() {
        return tasks.snapshot();
    }

    int liveTaskCount() {
        return tasks.size();
    }

    ChoiceSource source() {
        return source;
    }

    Settings settings() {
        return settings;
    }

    @Override
    public <R extends AutoCloseable> R manage(String name, R resource) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(resource, "resource");
        engine.requireOpen("manage");
        resources.add(name, resource, () -> resource instanceof Channel channel && channel.isOpen(), Sites.caller());
        return resource;
    }

    Offloads offloads() {
        return offloads;
    }

    Audit auditor() {
        return audit;
    }

    Resources resources() {
        return resources;
    }

    // ---- looking

    @Override
    public void setExceptionHandler(@Nullable ExceptionHandler handler) {
        engine.requireOwner("setExceptionHandler");
        engine.problems.setHandler(handler);
    }

    @Override
    public String seed() {
        return settings.choices == null && settings.schedule.isWritten()
                ? settings.schedule.text()
                : engine.chooser.log.token();
    }

    @Override
    public String replayToken() {
        engine.requireOwner("replayToken");
        return engine.chooser.log.token();
    }

    @Override
    public Trace trace() {
        engine.requireOwner("trace");
        return engine.trace.snapshot(named());
    }

    /** Returns the hash of {@link #trace()}, without its steps. */
    public long traceHash() {
        return engine.trace.hash();
    }

    /** Returns how many steps were chosen among several. */
    public long choiceCount() {
        return engine.chooser.log.count();
    }

    /** Returns the names of the first tasks that have ended in one step, from beginning to end. */
    public List<String> neverYielded() {
        return neverYielded.stream().map(FibreTask::name).toList();
    }

    @Override
    public void trace(String note) {
        Objects.requireNonNull(note, "note");
        engine.requireOwner("trace");
        engine.trace.note(note, engine.actor(), engine.clock.nanoTime());
    }

    @Override
    public @Nullable Task<?> currentTask() {
        engine.requireOwner("currentTask");
        return handedOut(engine.current());
    }

    private static @Nullable FibreTask<?> handedOut(@Nullable FibreTask<?> task) {
        if (task instanceof MainTask<?> main) {
            main.keepSite();
        }
        return task;
    }

    @Override
    public List<Task<?>> tasks() {
        engine.requireOwner("tasks");
        List<FibreTask<?>> all = tasks.snapshot();
        all.forEach(EventLoop::handedOut);
        return List.copyOf(all);
    }

    @Override
    public int readyCount() {
        engine.requireOwner("readyCount");
        return engine.ready.total();
    }

    @Override
    public int timerCount() {
        engine.requireOwner("timerCount");
        return engine.timers.size();
    }

    @Override
    public List<Fault> audit() {
        engine.requireOwner("audit");
        return audit.faults();
    }

    @Override
    public String dump() {
        return Dumps.of(this);
    }

    String backendText() {
        return fibres == null
                ? "no fibres, as no task has run"
                : fibres.backend().label();
    }

    @Override
    public String name() {
        return settings.name;
    }

    @Override
    public FibreBackend fibreBackend() {
        engine.requireOwner("fibreBackend");
        return fibres().backend();
    }

    @Override
    public boolean isClosed() {
        return engine.isClosed();
    }

    @Override
    public String toString() {
        return "Loop \"" + settings.name + "\"";
    }

    // ---- the end

    /** Makes the calling thread the owner of the loop; waits, for a bounded time, for a thread that still drives it. */
    public void attach() {
        engine.attach();
    }

    /** Interrupts the step that is running, if any; from any thread. */
    public void interruptStep() {
        engine.interruptStep();
    }

    /** Returns how often something arrived from another thread. */
    public long foreignArrivals() {
        return engine.inbox.received();
    }

    /** Closes the loop, and returns the tasks that refused to stop instead of throwing. */
    public List<Fault> shutDown() {
        return engine.isClosed() ? List.of() : end(Shutdown::ofLoop);
    }

    /** Ends the loop after its main task, and returns what refused to stop. */
    List<Fault> endMain() {
        return end(Shutdown::ofMain);
    }

    private List<Fault> end(Function<Shutdown, List<Fault>> phases) {
        pools.forEach(JobExecutor::loopCloses);
        List<Fault> refused = phases.apply(new Shutdown(this));
        signals.close();
        if (executor != null) {
            executor.loopCloses();
        }
        if (fibres != null) {
            fibres.close();
        }
        engine.close();
        return refused;
    }

    @Override
    public void close() {
        if (engine.isClosed()) {
            return;
        }
        engine.requireOwner("close");
        if (engine.isDriven()) {
            throw new IllegalStateException("Cannot close a running event loop: loop \"" + name()
                    + "\" is being driven. Close it after run(..) has returned.");
        }
        IllegalStateException notStopped = Shutdown.notStopped(this, shutDown());
        if (notStopped != null) {
            throw notStopped;
        }
    }
}
