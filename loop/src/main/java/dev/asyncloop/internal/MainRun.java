// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Runs the main task of a program and then, however it ended, brings the loop to its end. */
final class MainRun<T extends @Nullable Object> {

    private final EventLoop loop;
    private final Callable<T> body;
    private final List<T> result = new ArrayList<>(1);

    MainRun(EventLoop loop, Callable<T> body) {
        this.loop = loop;
        this.body = body;
    }

    T run() {
        Engine engine = loop.engine;
        engine.requireDrivable("runMain");
        engine.problems.logFaults();
        Termination termination = new Termination(loop);
        termination.arm();
        @Nullable Throwable failure;
        List<Fault> refused;
        try {
            failure = drive(engine, termination);
            if (engine.settings.debug) {
                engine.problems.log(loop.auditor().leftBehind());
            }
            refused = loop.endMain();
            engine.problems.log(loop.auditor().unobserved());
        } finally {
            termination.disarm();
        }
        if (failure != null && refused.isEmpty()) {
            termination.awaitEndOfJvm(failure);
        }
        return outcome(failure, refused);
    }

    private @Nullable Throwable drive(Engine engine, Termination termination) {
        try {
            engine.drive("runMain", () -> {
                FibreTask<T> task = loop.start("main", body, false);
                task.markObserved();
                termination.protect(task);
                loop.waiting.driveOn(task);
                result.add(task.join());
            });
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    private T outcome(@Nullable Throwable failure, List<Fault> refused) {
        @Nullable IllegalStateException notStopped = Shutdown.notStopped(loop, refused);
        if (failure != null) {
            if (notStopped != null) {
                failure.addSuppressed(notStopped);
            }
            throw Throwing.sneaky(failure);
        }
        if (notStopped != null) {
            throw notStopped;
        }
        return result.get(0);
    }
}
