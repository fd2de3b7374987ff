// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.Fault;
import dev.asyncloop.FaultsFound;
import dev.asyncloop.LoopStuckException;
import dev.asyncloop.TaskGroupException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * What makes two failures the same one: the type of the exception and the line that has thrown it; of faults the kinds; of a
 * loop that is stuck the type alone, since each order is stuck somewhere else.
 *
 * <p>Messages do not count, for they may hold values of one order. Immutable.
 *
 * @param what the type of the exception, or the kinds of the faults
 * @param site the line of user code that has thrown it, or an empty text where it does not count
 * @since 0.1
 */
public record FailureSignature(String what, String site) {

    private static final Set<String> OUR_PACKAGES = Set.of(
            "dev.asyncloop",
            "dev.asyncloop.clock",
            "dev.asyncloop.explore",
            "dev.asyncloop.internal",
            "dev.asyncloop.io",
            "dev.asyncloop.junit",
            "dev.asyncloop.junit.assertj",
            "dev.asyncloop.junit.awaitility",
            "dev.asyncloop.schedule",
            "dev.asyncloop.sync");

    private static final List<String> PREFIXES_OF_OTHERS =
            List.of("java.", "jdk.", "sun.", "org.junit.", "org.opentest4j.", "org.assertj.", "org.hamcrest.");

    /**
     * Returns the signature of a failure; looks through the wrappers of futures and task groups to the first cause.
     *
     * @param failure what a run has thrown
     * @return its signature
     */
    public static FailureSignature of(Throwable failure) {
        Throwable inner = unwrap(failure);
        if (inner instanceof FaultsFound found) {
            return ofFaults(found);
        }
        String type = inner.getClass().getName();
        return inner instanceof LoopStuckException
                ? new FailureSignature(type, "")
                : new FailureSignature(type, site(inner.getStackTrace()));
    }

    private static FailureSignature ofFaults(FaultsFound found) {
        List<String> kinds = found.faults().stream()
                .map(Fault::kind)
                .distinct()
                .sorted()
                .map(Enum::name)
                .toList();
        Throwable behind = found.getCause();
        return new FailureSignature(
                String.join("+", kinds), behind == null ? "" : of(behind).toString());
    }

    private static Throwable unwrap(Throwable failure) {
        Throwable inner = failure;
        while ((inner instanceof ExecutionException
                        || inner instanceof CompletionException
                        || inner instanceof TaskGroupException)
                && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }

    /** Returns the innermost frame of user code; without one, the innermost of asyncloop itself, or of all. */
    private static String site(StackTraceElement[] trace) {
        for (StackTraceElement frame : trace) {
            if (isRunner(frame)) {
                break; // further out is what runs the test
            }
            if (!isOthers(frame) && !OUR_PACKAGES.contains(packageOf(frame))) {
                return text(frame);
            }
        }
        for (StackTraceElement frame : trace) {
            if (!isOthers(frame)) {
                return text(frame);
            }
        }
        return trace.length == 0 ? "" : text(trace[0]);
    }

    private static boolean isRunner(StackTraceElement frame) {
        return frame.getClassName().startsWith("org.junit.platform.")
                || frame.getClassName().startsWith("org.junit.jupiter.engine.");
    }

    private static boolean isOthers(StackTraceElement frame) {
        return PREFIXES_OF_OTHERS.stream().anyMatch(frame.getClassName()::startsWith);
    }

    private static String packageOf(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    private static String text(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber();
    }

    /**
     * Returns the signature in words.
     *
     * @return what, and where if that counts
     */
    @Override
    public String toString() {
        return site.isEmpty() ? what : what + " at " + site;
    }
}
