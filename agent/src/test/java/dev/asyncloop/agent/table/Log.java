// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** What a program has observed, and after how many hours. */
final class Log {

    /** An hour in milliseconds; a shorter one makes it possible to run the programs in real time. */
    static final long HOUR = Long.getLong("asyncloop.table.hour", 3_600_000);

    private static final long NANOS = HOUR * 1_000_000;
    private static final long LATE = HOUR == 3_600_000 ? 0 : NANOS / 2;

    private final long start = System.nanoTime();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    /** Something that may throw. */
    interface Act {
        void run() throws Exception;
    }

    /** Notes a fact. */
    Log add(Object what) {
        lines.add(String.valueOf(what));
        return this;
    }

    /** Notes a fact and the time. */
    Log at(Object what) {
        return add(what + "@" + hours(System.nanoTime() - start));
    }

    /** Notes what the call returns or throws, and the time. */
    Log result(Callable<?> call) {
        Object result;
        try {
            result = call.call();
        } catch (Exception e) {
            result = name(e);
        }
        return at(result);
    }

    /** Notes that something is done, or what it throws, and the time. */
    Log done(String what, Act act) {
        return result(() -> {
            act.run();
            return what;
        });
    }

    /** Returns the log of facts whose order is not given. */
    String sorted() {
        return lines.stream().sorted().collect(Collectors.joining(", "));
    }

    /** Returns a time as a number of hours. */
    static String hours(long nanos) {
        long hours = (nanos + LATE) / NANOS;
        long rest = nanos - hours * NANOS;
        return hours + "h" + (Math.abs(rest) <= LATE ? "" : "+" + rest + "ns");
    }

    /** Returns the class of a failure, with that of its cause. */
    static String name(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure.getClass().getSimpleName()
                + (cause == null ? "" : "(" + cause.getClass().getSimpleName() + ")");
    }

    @Override
    public String toString() {
        return String.join(", ", lines);
    }
}
