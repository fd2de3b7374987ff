// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import net.bytebuddy.agent.ByteBuddyAgent;

/** Attaches the agent to its own JVM. */
final class SelfAttach {

    private static final String SWITCH = "asyncloop.agent";

    private SelfAttach() {}

    /** Returns what stood in the way, as whole sentences. */
    static String attach() {
        if ("off".equals(System.getProperty(SWITCH))) {
            return "The agent is switched off: the JVM was started with -D" + SWITCH + "=off.";
        }
        try {
            Start.with(ByteBuddyAgent.install());
            return "";
        } catch (IllegalStateException | LinkageError e) {
            return "The agent cannot attach itself to this JVM (" + e.getMessage()
                    + "). Start the JVM with -javaagent:asyncloop-agent.jar.";
        }
    }
}
