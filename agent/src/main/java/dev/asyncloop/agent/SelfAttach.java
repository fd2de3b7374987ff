// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import java.security.CodeSource;
import net.bytebuddy.agent.ByteBuddyAgent;

/** Attaches the agent to its own JVM. */
final class SelfAttach {

    private static final String SWITCH = "asyncloop.agent";

    private SelfAttach() {}

    /** Returns what stood in the way, as whole sentences; empty if nothing did. */
    static String attach() {
        if ("off".equals(System.getProperty(SWITCH))) {
            return "The agent is switched off: the JVM was started with -D" + SWITCH + "=off.";
        }
        if (ModuleLayer.boot().findModule("jdk.attach").isEmpty()) {
            return failure("its runtime has no module jdk.attach");
        }
        try {
            Start.late(ByteBuddyAgent.install());
            return "";
        } catch (NoClassDefFoundError e) {
            return failure("net.bytebuddy:byte-buddy-agent is not there");
        } catch (IllegalStateException e) {
            return failure("maybe for want of -XX:+EnableDynamicAgentLoading; " + e.getMessage());
        }
    }

    private static String failure(String reason) {
        return "The agent cannot attach itself to this JVM: " + reason + ". Start the JVM with -javaagent:" + jar()
                + ".";
    }

    private static String jar() {
        CodeSource source = SelfAttach.class.getProtectionDomain().getCodeSource();
        return source == null ? "asyncloop-agent.jar" : source.getLocation().getPath();
    }
}
