// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * The agent's entry points, called by the JVM.
 *
 * @since 0.1
 */
public final class AsyncLoopAgent {

    private AsyncLoopAgent() {}

    /**
     * Prepares a JVM that was started with {@code -javaagent}.
     *
     * @param arguments what follows the jar's name; there are none
     * @param instrumentation the JVM's
     */
    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        Start.with(instrumentation);
    }

    /**
     * Prepares a JVM that the agent was attached to.
     *
     * @param arguments what was given when it was attached; there are none
     * @param instrumentation the JVM's
     */
    public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
        Start.late(instrumentation);
    }
}
