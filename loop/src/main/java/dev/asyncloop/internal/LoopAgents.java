// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Finds the agent and activates it, once. An agent that is missing or broken leaves the loops as they are without it. */
final class LoopAgents {

    private static final @Nullable LoopAgent AGENT;
    private static final String OBSTACLE;

    static {
        LoopAgent agent = null;
        String obstacle;
        try {
            agent = find();
            obstacle = agent == null
                    ? "The agent is missing: add dev.asyncloop:asyncloop-agent to the class path."
                    : agent.activate();
        } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
            obstacle = "The agent cannot be used: " + e;
        }
        AGENT = agent;
        OBSTACLE = obstacle;
    }

    private LoopAgents() {}

    /** Returns the agent, if plain Java is on. */
    static @Nullable LoopAgent active() {
        return OBSTACLE.isEmpty() ? AGENT : null;
    }

    /** Returns the agent of a loop under which plain Java runs. */
    static LoopAgent require() {
        LoopAgent agent = active();
        if (agent == null) {
            throw new IllegalStateException(OBSTACLE);
        }
        return agent;
    }

    /** Returns what stands in the way of plain Java, as whole sentences; empty if nothing does. */
    static String obstacle() {
        return OBSTACLE;
    }

    private static @Nullable LoopAgent find() {
        ClassLoader own = LoopAgents.class.getClassLoader();
        ClassLoader system = ClassLoader.getSystemClassLoader();
        LoopAgent agent = find(own);
        return agent != null || own == system ? agent : find(system);
    }

    private static @Nullable LoopAgent find(ClassLoader loader) {
        Module module = LoopAgents.class.getModule();
        if (module.isNamed()) {
            module.addExports(LoopAgents.class.getPackageName(), loader.getUnnamedModule());
        }
        Iterator<LoopAgent> agents = ServiceLoader.load(LoopAgent.class, loader).iterator();
        return agents.hasNext() ? agents.next() : null;
    }
}
