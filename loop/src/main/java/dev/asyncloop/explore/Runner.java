// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.Fault;
import dev.asyncloop.FaultsFound;
import dev.asyncloop.internal.Context;
import dev.asyncloop.internal.EventLoop;
import dev.asyncloop.internal.FibreThreads;
import dev.asyncloop.internal.Settings;
import dev.asyncloop.internal.Watchdog;
import dev.asyncloop.schedule.Schedule;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs a program under one order after the other, each on a loop of its own; the loops share threads. */
final class Runner implements AutoCloseable {

    private static final int DETAILED_TRACE = 1 << 16;

    /** Of which runs to keep evidence. */
    private enum Keep {
        NONE,
        FAILED,
        ALL
    }

    private final Program program;
    private final boolean leaks;
    private final Settings settings;
    private final FibreThreads threads = new FibreThreads();
    private final Watchdog watchdog = new Watchdog();
    private @Nullable Evidence evidence;

    Runner(Explorer explorer, Program program) {
        this.program = program;
        leaks = explorer.leaks;
        settings = EventLoop.settingsOf(explorer.configuration);
        settings.choices = null;
        settings.clock = null;
        settings.threads = threads;
        settings.watchdog = watchdog;
        settings.taskSites = false;
    }

    /** Runs an order only to see how it fails; {@code null} if it does not. */
    @Nullable
    Throwable tryOut(Schedule order) {
        return run(settings.copy(), order, null, Keep.NONE);
    }

    /** Runs an order as a part of the exploration. */
    @Nullable
    Throwable run(Schedule order, Coverage coverage) {
        return run(settings.copy(), order, coverage, Keep.FAILED);
    }

    /** Runs an order that is known to fail, and remembers more of it. */
    @Nullable
    Throwable runInDetail(Schedule order) {
        Settings detailed = settings.copy();
        detailed.taskSites = true;
        detailed.captureSites = true;
        detailed.traceCapacity = DETAILED_TRACE;
        return run(detailed, order, null, Keep.ALL);
    }

    /** Returns what there is to tell of the last run, if that has failed or was run in detail. */
    Evidence evidence() {
        return Objects.requireNonNull(evidence, "evidence");
    }

    private @Nullable Throwable run(Settings forLoop, Schedule order, @Nullable Coverage coverage, Keep keep) {
        forLoop.schedule = order;
        Context before = Context.ofThread();
        EventLoop loop = new EventLoop(forLoop);
        @Nullable Throwable failure = null;
        try {
            program.run(loop);
            loop.runUntilIdle();
        } catch (Throwable e) {
            failure = e;
        }
        Context.setOfThread(before); // the next order shall not see what this one has set outside of steps
        if (coverage != null) {
            coverage.add(loop);
        }
        List<Fault> left = failure == null ? loop.audit() : List.of();
        failure = failure == null ? failureOf(left) : failure;
        boolean mayFail = failure != null || !left.isEmpty(); // what is left may refuse to stop
        evidence = keep == Keep.ALL || mayFail && keep == Keep.FAILED ? Evidence.of(loop) : null;
        List<Fault> refused = loop.shutDown();
        if (failure == null && !refused.isEmpty()) {
            failure = failureOf(refused);
            evidence = evidence == null && keep != Keep.NONE ? Evidence.of(loop) : evidence;
        }
        return failure;
    }

    private @Nullable Throwable failureOf(List<Fault> faults) {
        List<Fault> failing = faults.isEmpty()
                ? faults
                : faults.stream()
                        .filter(fault -> !fault.kind().isWarning()
                                && (leaks || !fault.kind().isLeak()))
                        .toList();
        return failing.isEmpty() ? null : new FaultsFound(failing);
    }

    @Override
    public void close() {
        threads.close();
        watchdog.close();
    }
}
