// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.BudgetExceededException;
import dev.asyncloop.Fault;
import dev.asyncloop.FaultKind;
import dev.asyncloop.FaultsFound;
import dev.asyncloop.Loop;
import dev.asyncloop.LoopStuckException;
import dev.asyncloop.TaskGroup;
import dev.asyncloop.explore.Coverage;
import dev.asyncloop.internal.Context;
import dev.asyncloop.internal.EventLoop;
import dev.asyncloop.internal.Settings;
import dev.asyncloop.schedule.Schedule;
import dev.asyncloop.schedule.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One order of one test: its loop, what was injected from it, and how it ended. */
final class ScheduleRun {

    /** The state of the loop when the test failed. */
    record Moment(
            Trace trace,
            long nanos,
            String dump,
            String token,
            long foreignArrivals,
            List<String> beyondControl,
            List<String> unseeded) {}

    /** Where the test was when its real-time limit was over, outside of the loop. */
    record Blocked(String thread, List<StackTraceElement> stack, long limitNanos, String dump) {

        BudgetExceededException asFailure() {
            BudgetExceededException failure = new BudgetExceededException("The test blocked on thread \"" + thread
                    + "\" outside of the loop, until the order's realTimeLimit of " + TestSettings.text(limitNanos)
                    + " was over, and was interrupted there.\n" + dump);
            failure.setStackTrace(stack.toArray(new StackTraceElement[0]));
            return failure;
        }
    }

    private final Order order;
    private final boolean remembered;
    private final EventLoop loop;
    private final Context contextBefore = Context.ofThread();
    private @Nullable TaskGroup group;
    private @Nullable Moment moment;
    private volatile @Nullable Blocked blocked;
    private boolean finished;

    ScheduleRun(Order order, Settings settings, boolean remembered) {
        this.order = order;
        this.remembered = remembered;
        this.loop = new EventLoop(settings);
    }

    Order order() {
        return order;
    }

    Schedule schedule() {
        return order.schedule();
    }

    /** Returns the text by which the order is run again. */
    String seed() {
        return schedule().isWritten() ? schedule().text() : token();
    }

    /** Returns the choices as they were when the run failed, or else as they are now; on any thread. */
    String token() {
        Moment kept = moment;
        return kept == null ? loop.seed() : kept.token();
    }

    /** Returns whether the run had choices, and all is kept by which it can be repeated and compared, though it passed. */
    boolean isRemembered() {
        return remembered && moment().trace().choices() > 0;
    }

    Loop loop() {
        return loop;
    }

    void attach() {
        if (!finished) {
            loop.attach();
        }
    }

    TaskGroup group() {
        if (group == null) {
            group = loop.group();
        }
        return group;
    }

    void interruptStep() {
        loop.interruptStep();
    }

    /** Notes that the test blocks; called by another thread, before it interrupts the test. */
    void blocked(Blocked how) {
        if (blocked == null) {
            blocked = how;
        }
    }

    /** Returns what {@link #blocked} was told, as a failure; {@code null} if the test did not block. */
    @Nullable
    BudgetExceededException blockedFailure() {
        Blocked how = blocked;
        return how == null ? null : how.asFailure();
    }

    boolean wasBlocked() {
        return blocked != null;
    }

    /** Returns what to say of a failure: an interrupt of ours explains what came of it, or of nothing at all. */
    @Nullable
    Throwable explained(@Nullable Throwable failure) {
        Blocked how = blocked;
        if (how == null || failure instanceof LoopStuckException || failure instanceof ScheduleFailure) {
            return failure;
        }
        BudgetExceededException explained = how.asFailure();
        if (failure != null) {
            explained.initCause(failure);
        }
        return explained;
    }

    /** Keeps the state of the loop, the first time something fails. */
    void failed() {
        if (moment == null) {
            moment = new Moment(
                    loop.trace(),
                    loop.clock().nanoTime(),
                    loop.dump(),
                    loop.replayToken(),
                    loop.foreignArrivals(),
                    loop.beyondControl(),
                    loop.unseeded());
        }
    }

    Moment moment() {
        failed();
        Moment kept = moment;
        if (kept == null) {
            throw new IllegalStateException("no moment was kept");
        }
        return kept;
    }

    /** Returns the number over all steps that tells one order from another. */
    long traceHash() {
        return moment().trace().hash();
    }

    boolean isFinished() {
        return finished;
    }

    /**
     * Ends the run: waits for the group, lets what is ready finish, looks for faults and closes the loop.
     *
     * @param coverage counts the run, or {@code null}
     * @return the failure of the run: the given one, or else what was found now; {@code null} if all is well
     */
    @Nullable
    Throwable finish(
            @Nullable Throwable testFailure, LeakPolicy leaks, Consumer<String> warnings, @Nullable Coverage coverage) {
        if (finished) {
            return testFailure;
        }
        finished = true;
        Context.setOfThread(contextBefore); // the next order shall not see what this one has set outside of steps
        Thread.interrupted(); // left by the test: neither the end of this order nor the next one shall see it
        Throwable failure = explained(testFailure);
        if (loop.isClosed()) {
            failed();
            return Calls.combine(failure, Misuse.loopClosed(loop.name()));
        }
        if (failure == null) {
            failure = Calls.attempt(this::windUp);
        } else {
            Calls.attempt(loop::attach);
        }
        List<Fault> faults = new ArrayList<>();
        Throwable auditFailure = Calls.attempt(() -> faults.addAll(loop.audit()));
        if (failure != null || !faults.isEmpty() || remembered) {
            Calls.attempt(this::failed);
        }
        if (coverage != null) {
            coverage.add(loop);
        }
        Throwable closeFailure = Calls.attempt(() -> faults.addAll(loop.shutDown()));
        failure = Calls.combine(Calls.combine(failure, auditFailure), closeFailure);
        return judge(failure, faults, leaks, warnings);
    }

    private void windUp() {
        loop.attach();
        if (group != null) {
            group.close();
        }
        loop.runUntilIdle();
    }

    private static @Nullable Throwable judge(
            @Nullable Throwable failure, List<Fault> faults, LeakPolicy leaks, Consumer<String> warnings) {
        List<Fault> failing = new ArrayList<>();
        for (Fault fault : faults) {
            boolean leak = fault.kind().isLeak();
            if (leak && leaks == LeakPolicy.IGNORE) {
                continue;
            }
            if (fault.kind().isWarning() || leak && leaks == LeakPolicy.WARN) {
                warnings.accept(fault.toString());
            } else if (failure == null || !leak && fault.kind() != FaultKind.UNOBSERVED_FAILURE) {
                failing.add(fault);
            }
        }
        if (failing.isEmpty()) {
            return failure;
        }
        FaultsFound found = new FaultsFound(failing);
        return failure == null ? found : Calls.combine(failure, found);
    }
}
