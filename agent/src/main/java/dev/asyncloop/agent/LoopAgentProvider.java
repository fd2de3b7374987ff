// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import dev.asyncloop.internal.LoopAgent;
import java.lang.instrument.Instrumentation;
import java.util.List;

/**
 * How the loop finds the agent: a service.
 *
 * @since 0.1
 */
public final class LoopAgentProvider implements LoopAgent {

    /** Called by the service loader. */
    public LoopAgentProvider() {}

    @Override
    public String activate() {
        if (Start.JDK < Start.VIRTUAL_THREADS) {
            return tooOld();
        }
        Instrumentation instrumentation = Start.instrumentation();
        if (instrumentation == null) {
            String obstacle = SelfAttach.attach();
            instrumentation = Start.instrumentation();
            if (instrumentation == null) {
                return obstacle;
            }
        }
        Connection.openJdk(instrumentation);
        if (Start.JDK < Start.PLAIN_JAVA) {
            return tooOld();
        }
        String obstacle = Connection.obstacle();
        try {
            return obstacle.isEmpty() && !Connection.connect()
                    ? "The loops of another class loader are connected with this JVM already."
                    : obstacle;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return "This JDK (" + Runtime.version() + ") is not known to the agent: " + e;
        }
    }

    @Override
    public void loopOpened() {
        Connection.loopOpened();
    }

    @Override
    public void loopClosed() {
        Connection.loopClosed();
    }

    @Override
    public void started(Thread thread, Thread fibre) {
        Connection.started(thread, fibre);
    }

    @Override
    public void ended(Thread thread) {
        Connection.ended(thread);
    }

    @Override
    public void pointsOpened(int level, List<String> packages) {
        Connection.pointsOpened(level, packages);
    }

    @Override
    public void pointsClosed(int level) {
        Connection.pointsClosed(level);
    }

    private static String tooOld() {
        return "Plain Java needs JDK 24 or later, and this is JDK " + Start.JDK + ".";
    }
}
