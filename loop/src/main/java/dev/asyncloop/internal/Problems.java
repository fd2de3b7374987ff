// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.ExceptionContext;
import dev.asyncloop.ExceptionHandler;
import dev.asyncloop.Fault;
import dev.asyncloop.FaultKind;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what went wrong without being thrown at anybody, in order. */
final class Problems {

    private static final int MAX = 1_000;

    private final Engine engine;
    private final List<Fault> faults = new ArrayList<>();
    private @Nullable ExceptionHandler handler;

    Problems(Engine engine) {
        this.engine = engine;
        handler = engine.settings.exceptionHandler;
    }

    void setHandler(@Nullable ExceptionHandler handler) {
        this.handler = handler;
    }

    void add(FaultKind kind, String subject, String message, List<String> details, @Nullable Throwable cause) {
        if (faults.size() < MAX) {
            faults.add(fault(kind, subject, message, details, cause));
        }
    }

    /** Makes a fault that says when. */
    Fault fault(FaultKind kind, String subject, String message, List<String> details, @Nullable Throwable cause) {
        String when = "at virtual time " + Durations.text(engine.clock.nanoTime()) + ", ";
        return new Fault(kind, subject, when + message, details, cause);
    }

    List<Fault> faults() {
        return faults;
    }

    /** Hands a failure to the handler, and to the default one if that fails itself. */
    void unhandled(ExceptionContext context) {
        ExceptionHandler custom = handler;
        if (custom == null) {
            byDefault(context);
            return;
        }
        try {
            custom.handle(engine.loop, context);
        } catch (Throwable e) {
            e.addSuppressed(context.exception());
            byDefault(
                    new ExceptionContext("Unhandled error in exception handler", e, context.task(), context.handle()));
        }
    }

    private void byDefault(ExceptionContext context) {
        String subject = context.handle() == null ? "loop" : context.handle().toString();
        add(
                FaultKind.UNHANDLED_EXCEPTION,
                subject,
                context.message() + ": " + context.exception(),
                List.of(subject),
                context.exception());
        Logger logger = System.getLogger("dev.asyncloop");
        if (logger.isLoggable(Level.DEBUG)) {
            logger.log(Level.DEBUG, context.message() + " of loop " + engine.settings.name, context.exception());
        }
    }
}
