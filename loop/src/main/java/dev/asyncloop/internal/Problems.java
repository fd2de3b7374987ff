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
    private static final String LOGGER = "dev.asyncloop";

    private final Engine engine;
    private final List<Fault> faults = new ArrayList<>();
    private @Nullable ExceptionHandler handler;
    private boolean logging;
    private volatile boolean jvmEnds;

    Problems(Engine engine) {
        this.engine = engine;
        handler = engine.settings.exceptionHandler;
    }

    void setHandler(@Nullable ExceptionHandler handler) {
        this.handler = handler;
    }

    void add(FaultKind kind, String subject, String message, List<String> details, @Nullable Throwable cause) {
        keep(fault(kind, subject, message, details, cause));
    }

    private void keep(Fault fault) {
        if (faults.size() < MAX) {
            faults.add(fault);
        }
        if (engine.settings.debug && fault.kind() != FaultKind.UNHANDLED_EXCEPTION) {
            log(List.of(fault));
        }
    }

    /** Makes the log tell what nobody else would, from here on: this is a program, and no test that asks for its faults. */
    void logFaults() {
        logging = true;
    }

    /** Logs faults, in a program. */
    void log(List<Fault> found) {
        if (logging) {
            found.forEach(fault -> log(Level.WARNING, "Loop \"" + engine.settings.name + "\": " + fault, null));
        }
    }

    /** Notes that the JVM shuts down, and with it perhaps the log; from any thread. */
    void jvmEnds() {
        jvmEnds = true;
    }

    /** Logs, as long as there is a log: that of the JDK is gone once the JVM shuts down. */
    private void log(Level level, String text, @Nullable Throwable failure) {
        Logger logger = System.getLogger(LOGGER);
        if (!logger.isLoggable(level)) {
            return;
        }
        if (jvmEnds) {
            System.err.println(text);
            if (failure != null) {
                failure.printStackTrace();
            }
        } else {
            logger.log(level, text, failure);
        }
    }

    /** Makes a fault that says when. */
    Fault fault(FaultKind kind, String subject, String message, List<String> details, @Nullable Throwable cause) {
        String when = "at " + engine.settings.timeLabel() + " time " + Durations.text(engine.clock.nanoTime()) + ", ";
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
        String subject = context.handle() != null
                ? context.handle().toString()
                : context.task() != null ? context.task().toString() : "loop";
        Throwable failure = context.exception();
        add(FaultKind.UNHANDLED_EXCEPTION, subject, context.message() + ": " + failure, List.of(subject), failure);
        log(logging ? Level.ERROR : Level.DEBUG, context.message() + " of loop " + engine.settings.name, failure);
    }
}
