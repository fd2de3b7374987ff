// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A signal of the operating system that we handle until it is given back, by way of {@code sun.misc.Signal}: by reflection,
 * for its module, {@code jdk.unsupported}, may be missing. Signals arrive on threads of the JVM.
 */
final class OsSignal {

    private final String name;
    private final Object signal;
    private final Method handle;
    private volatile Consumer<OsSignal> action;
    private volatile @Nullable Object previous;

    private OsSignal(String name, Object signal, Method handle, Consumer<OsSignal> action) {
        this.name = name;
        this.signal = signal;
        this.handle = handle;
        this.action = action;
    }

    /**
     * Takes a signal over from whoever handles it now.
     *
     * @param name without SIG
     * @throws IllegalArgumentException if there is no such signal
     * @throws IllegalStateException if it cannot be handled
     */
    static OsSignal take(String name, Consumer<OsSignal> action) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            OsSignal taken = new OsSignal(name, make(type, name), type.getMethod("handle", type, handlerType), action);
            Object handler = Proxy.newProxyInstance(
                    OsSignal.class.getClassLoader(),
                    new Class<?>[] {handlerType},
                    (proxy, method, arguments) -> taken.called(proxy, method, arguments));
            taken.previous = taken.handle.invoke(null, taken.signal, handler);
            if (taken.handle.invoke(null, taken.signal, handler) != handler) {
                throw new IllegalStateException(
                        "SIG" + name + " is ignored by this process, as by what a shell starts in"
                                + " the background: the JVM leaves it so.");
            }
            return taken;
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(
                    "SIG" + name + " cannot be handled: "
                            + e.getTargetException().getMessage(),
                    e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "Signals need the module jdk.unsupported: add it by --add-modules jdk.unsupported.", e);
        }
    }

    private static Object make(Class<?> type, String name) throws ReflectiveOperationException {
        try {
            return type.getConstructor(String.class).newInstance(name);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "There is no signal SIG" + name + " here: use a name such as HUP or USR1.", e);
        }
    }

    private @Nullable Object called(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> name.hashCode();
            case "toString" -> "handler of SIG" + name;
            default -> {
                action.accept(this);
                yield null;
            }
        };
    }

    void onSignal(Consumer<OsSignal> action) {
        this.action = action;
    }

    String name() {
        return name;
    }

    int number() {
        try {
            return (int) signal.getClass().getMethod("getNumber").invoke(signal);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("sun.misc.Signal is not what it was: " + e.getMessage(), e);
        }
    }

    /** Lets whoever handled the signal before do so, on this thread; that of the JVM ends it. */
    void passOn() {
        Object handler = previous;
        if (handler != null) {
            try {
                Class.forName("sun.misc.SignalHandler")
                        .getMethod("handle", signal.getClass())
                        .invoke(handler, signal);
            } catch (InvocationTargetException e) {
                Runtime.getRuntime().exit(128 + number()); // the handler is the operating system's own
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("sun.misc.SignalHandler is not what it was: " + e.getMessage(), e);
            }
        }
    }

    void giveBack() {
        try {
            handle.invoke(null, signal, previous);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("sun.misc.Signal is not what it was: " + e.getMessage(), e);
        }
    }
}
