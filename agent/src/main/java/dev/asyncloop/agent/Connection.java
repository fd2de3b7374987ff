// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import dev.asyncloop.boot.Hooks;
import dev.asyncloop.boot.PointHooks;
import dev.asyncloop.boot.ThreadHooks;
import dev.asyncloop.internal.LoopAgent;
import java.lang.instrument.Instrumentation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that this class loader has to do with the hooks. Used once they are in the boot loader. */
final class Connection {

    private Connection() {}

    /** Lets copies of the agent in other class loaders get at the JVM. */
    static void publish(Instrumentation instrumentation) {
        Hooks.instrumentation = instrumentation;
    }

    /** Lets the hooks get at the JDK, before the JDK calls them. */
    static void prepare(Instrumentation instrumentation) throws ReflectiveOperationException {
        Set<Module> hooks = new HashSet<>();
        hooks.add(Hooks.class.getModule());
        Opening.ofAll(instrumentation, hooks);
        Hooks.prepare();
    }

    static @Nullable Instrumentation instrumentation() {
        return (Instrumentation) Hooks.instrumentation;
    }

    /** Remembers why the hooks must not be used. */
    static void standBack(String obstacle) {
        Hooks.obstacle = obstacle;
    }

    /** Returns why the hooks must not be used; empty if they may. */
    static String obstacle() {
        return Hooks.obstacle;
    }

    /** Opens what we use of {@code java.base}: to the hooks, to this class and to the loop, wherever that lives. */
    static void openJdk(Instrumentation instrumentation) {
        Set<Module> readers = new HashSet<>();
        readers.add(Hooks.class.getModule());
        readers.add(Connection.class.getModule());
        readers.add(LoopAgent.class.getModule());
        Opening.ofAll(instrumentation, readers);
    }

    /** Lets the hooks ask our loops; returns false if they ask those of another class loader. */
    static boolean connect() throws ReflectiveOperationException {
        Hooks.prepareSockets(); // not at the start of the JVM: it takes a third of a second
        return Hooks.connect(new LoopBridge());
    }

    static void loopOpened() {
        Hooks.loopOpened();
    }

    static void loopClosed() {
        Hooks.loopClosed();
    }

    static void started(Thread thread, Thread fibre) {
        ThreadHooks.started(thread, fibre);
    }

    static void ended(Thread thread) {
        ThreadHooks.ended(thread);
    }

    static void pointsOpened(int level, List<String> packages) {
        PointsOnDemand.prepare(instrumentation(), packages);
        PointHooks.loopOpened(level);
    }

    static void pointsClosed(int level) {
        PointHooks.loopClosed(level);
    }

    /** Says that classes of users may have been loaded before the agent. */
    static void setLate() {
        PointHooks.setLate();
    }
}
