// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Prepares the JVM, once: the hooks get into the boot loader, the calls of the JDK's classes get to the hooks. All this is part
 * of the start of a JVM, so it does without lambdas, streams and formats, and loads few classes.
 */
final class Start {

    /** The first JDK whose virtual threads leave their carrier inside of {@code synchronized}. */
    static final int PLAIN_JAVA = 24;

    /** The first JDK with virtual threads. */
    static final int VIRTUAL_THREADS = 21;

    static final int JDK = Runtime.version().feature();

    private Start() {}

    /** Never fails: a JVM goes on without us. */
    static void with(Instrumentation instrumentation) {
        if (JDK < VIRTUAL_THREADS || isDone()) {
            return;
        }
        try {
            BootClasses.define(instrumentation);
            Connection.publish(instrumentation);
            if (JDK >= PLAIN_JAVA) {
                Connection.prepare(instrumentation);
                new PointsTransformer().install(instrumentation);
                Transformer transformer = new Transformer(Substitutions.all());
                transformer.install(instrumentation);
            }
        } catch (Throwable e) {
            String obstacle = "This JDK (" + Runtime.version() + ") is not known to the agent: " + e + ".";
            if (isDone()) {
                Connection.standBack(obstacle);
            }
            Failures.tell("There is no plain Java under the loop. " + obstacle);
        }
    }

    /** Prepares a JVM in which classes of users were loaded before. */
    static void late(Instrumentation instrumentation) {
        boolean isFirst = !isDone();
        with(instrumentation);
        if (isFirst && isDone()) {
            Connection.setLate();
        }
    }

    /** Returns whether a copy of this class, maybe in another loader, has prepared the JVM. */
    static boolean isDone() {
        try {
            Class.forName("dev.asyncloop.boot.Hooks", false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Returns how to get at the JVM, or {@code null} if that was not done. */
    static @Nullable Instrumentation instrumentation() {
        return isDone() ? Connection.instrumentation() : null;
    }
}
