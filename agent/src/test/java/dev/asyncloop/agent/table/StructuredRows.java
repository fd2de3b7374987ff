// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static dev.asyncloop.agent.table.Log.HOUR;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/** {@code StructuredTaskScope}, as previewed by JDK 25, and {@code ScopedValue}. */
final class StructuredRows {

    private StructuredRows() {}

    private static Class<?> scope() throws ClassNotFoundException {
        return Class.forName("java.util.concurrent.StructuredTaskScope");
    }

    private static Object joiner(String name) throws Exception {
        return Newer.call(Class.forName("java.util.concurrent.StructuredTaskScope$Joiner"), name);
    }

    private static Object open(Object joiner) throws Exception {
        Class<?> type = Class.forName("java.util.concurrent.StructuredTaskScope$Joiner");
        return Newer.call(scope(), "open", type, joiner);
    }

    private static Object fork(Object scope, Callable<String> task) throws Exception {
        return Newer.on(scope(), scope, "fork", task);
    }

    private static Object result(Object subtask) throws Exception {
        return Newer.on(Class.forName("java.util.concurrent.StructuredTaskScope$Subtask"), subtask, "get");
    }

    private static Callable<String> later(String value, int hours) {
        return () -> {
            Thread.sleep(hours * HOUR);
            return value;
        };
    }

    @Row(of = "StructuredTaskScope", call = "open(), fork, fork, join()", gives = "null@2h, a, b", since = 25)
    static Log join() throws Exception {
        Object scope = Newer.call(scope(), "open");
        Object a = fork(scope, later("a", 1));
        Object b = fork(scope, later("b", 2));
        Log log = new Log()
                .result(() -> Newer.on(scope(), scope, "join"))
                .add(result(a))
                .add(result(b));
        Newer.on(scope(), scope, "close");
        return log;
    }

    @Row(
            of = "StructuredTaskScope",
            call = "a subtask that fails beside one that sleeps",
            gives = "InterruptedException@1h, FailedException(ArithmeticException)@1h",
            since = 25)
    static Object fails() throws Exception {
        Log log = new Log();
        Object scope = Newer.call(scope(), "open");
        fork(scope, () -> log.done("awake", () -> Thread.sleep(9 * HOUR)).toString());
        fork(scope, () -> {
            Thread.sleep(HOUR);
            throw new ArithmeticException();
        });
        Log main = new Log().result(() -> Newer.on(scope(), scope, "join"));
        Newer.on(scope(), scope, "close");
        return log + ", " + main;
    }

    @Row(of = "StructuredTaskScope", call = "Joiner.anySuccessfulResultOrThrow()", gives = "a@1h", since = 25)
    static Log any() throws Exception {
        Object scope = open(joiner("anySuccessfulResultOrThrow"));
        fork(scope, later("a", 1));
        fork(scope, later("b", 2));
        Log log = new Log().result(() -> Newer.on(scope(), scope, "join"));
        Newer.on(scope(), scope, "close");
        return log;
    }

    @Row(
            of = "StructuredTaskScope",
            call = "withTimeout(Duration), too short",
            gives = "TimeoutException@1h",
            since = 25)
    static Log timeout() throws Exception {
        Class<?> joiner = Class.forName("java.util.concurrent.StructuredTaskScope$Joiner");
        Class<?> config = Class.forName("java.util.concurrent.StructuredTaskScope$Configuration");
        UnaryOperator<Object> limit = each -> {
            try {
                return Newer.on(config, each, "withTimeout", Duration.ofMillis(HOUR));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
        Object scope = open(joiner, limit);
        fork(scope, later("a", 2));
        Log log = new Log().result(() -> Newer.on(scope(), scope, "join"));
        Newer.on(scope(), scope, "close");
        return log;
    }

    private static Object open(Class<?> joiner, UnaryOperator<Object> config) throws Exception {
        for (var method : scope().getMethods()) {
            if (method.getName().equals("open") && method.getParameterCount() == 2) {
                return method.invoke(null, joiner("awaitAll"), config);
            }
        }
        throw new NoSuchMethodException("open(" + joiner + ", ..)");
    }

    @Row(of = "ScopedValue", call = "where(key, value).run(task), read by a fork", gives = "v, v", since = 25)
    static Log scopedValue() throws Exception {
        Class<?> type = Class.forName("java.lang.ScopedValue");
        Object key = Newer.call(type, "newInstance");
        Log log = new Log();
        Runnable task = () -> Threads.run(() -> {
            log.add(Newer.on(type, key, "get"));
            Object scope = Newer.call(scope(), "open");
            fork(scope, () -> {
                Thread.sleep(HOUR);
                log.add(Newer.on(type, key, "get"));
                return "done";
            });
            Newer.on(scope(), scope, "join");
            Newer.on(scope(), scope, "close");
        });
        Object carrier = type.getMethod("where", type, Object.class).invoke(null, key, "v");
        Newer.on(Class.forName("java.lang.ScopedValue$Carrier"), carrier, "run", task);
        return log;
    }
}
