// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jacoco.agent.rt.RT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;
import org.objenesis.Objenesis;

/** The ways in which the agent gets into a JVM, or does not. */
@Timeout(120)
class ActivationTests {

    private static final String OUR_AGENT = "-javaagent:" + Child.jarOf(AsyncLoopAgent.class);

    @Test
    @EnabledForJreRange(min = JRE.JAVA_24)
    void agentOfTheCommandLine_isUsed_whetherOnTheClassPathOrNot() throws Exception {
        assertThat(new Child().withOptions(OUR_AGENT).run(Program.class)).isEqualTo(lines("obstacle: ", "slept PT1H"));
        assertThat(new Child().withOptions(OUR_AGENT).with(AsyncLoopAgent.class).run(Program.class))
                .isEqualTo(lines("obstacle: ", "slept PT1H"));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_24)
    void agentOnTheClassPath_attachesItself() throws Exception {
        assertThat(new Child()
                        .withOptions("-XX:+EnableDynamicAgentLoading")
                        .with(AsyncLoopAgent.class, ByteBuddyAgent.class)
                        .run(Program.class))
                .isEqualTo(lines("obstacle: ", "slept PT1H"));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_24)
    void agentThatCannotAttachItself_saysWhatIsMissing() throws Exception {
        assertThat(new Child().run(Program.class))
                .isEqualTo(
                        lines("obstacle: The agent is missing: add dev.asyncloop:asyncloop-agent to the class path."));
        assertThat(new Child().with(AsyncLoopAgent.class).run(Program.class))
                .isEqualTo(lines("obstacle: The agent cannot attach itself to this JVM:"
                        + " net.bytebuddy:byte-buddy-agent is not there. Start the JVM with " + OUR_AGENT + "."));
        assertThat(new Child()
                        .with(AsyncLoopAgent.class, ByteBuddyAgent.class)
                        .withOptions("-XX:-EnableDynamicAgentLoading")
                        .run(Program.class))
                .contains("for want of -XX:+EnableDynamicAgentLoading", "Start the JVM with " + OUR_AGENT);
        assertThat(new Child()
                        .with(AsyncLoopAgent.class, ByteBuddyAgent.class)
                        .withOptions("-Dasyncloop.agent=off")
                        .run(Program.class))
                .isEqualTo(
                        lines("obstacle: The agent is switched off: the JVM was started with -Dasyncloop.agent=off."));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_24)
    void secondClassLoaderWithLoops_runsThemWithoutPlainJava() throws Exception {
        assertThat(new Child().withOptions(OUR_AGENT).with(AsyncLoopAgent.class).run(TwiceLoadedProgram.class))
                .isEqualTo(lines(
                        "obstacle: ",
                        "slept PT1H",
                        "obstacle: The loops of another class loader are connected with this JVM already."));
    }

    @Test
    @DisabledForJreRange(min = JRE.JAVA_24)
    void olderJdk_goesOnWithoutPlainJava_andSaysSo() throws Exception {
        assertThat(new Child().withOptions(OUR_AGENT).run(Program.class))
                .isEqualTo(lines("obstacle: Plain Java needs JDK 24 or later, and this is JDK "
                        + Runtime.version().feature() + "."));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_24)
    void otherAgents_liveInTheSameJvm(@TempDir Path folder) throws Exception {
        Path coverage = folder.resolve("jacoco.exec");
        String jacoco = "-javaagent:" + Child.jarOf(RT.class) + "=append=false,destfile=" + coverage;
        String mockito = "-javaagent:" + Child.jarOf(Mockito.class);
        String[][] orders = {{jacoco, mockito, OUR_AGENT}, {OUR_AGENT, mockito, jacoco}};
        for (String[] agents : orders) {
            assertThat(new Child()
                            .withOptions(agents)
                            .withOptions("-Xshare:off")
                            .with(Mockito.class, ByteBuddyAgent.class, ByteBuddy.class, Objenesis.class)
                            .run(MockingProgram.class))
                    .isEqualTo(lines("mocked 42 true", "mocked 1970-01-01T00:00:00Z", "obstacle: ", "slept PT1H"));
            assertThat(Files.readString(coverage, StandardCharsets.ISO_8859_1))
                    .as("classes of which something has run")
                    .contains(Program.Nap.class.getName().replace('.', '/'));
        }
    }

    private static String lines(String... lines) {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_24)
    void whatTheJdkKeepsOnceForAll_usedInALoopFirst_isNotOfThatLoop() throws Exception {
        assertThat(new Child().withOptions(OUR_AGENT).run(AfterLoopProgram.class))
                .isEqualTo(lines("orTimeout true", "delayedExecutor true", "own pool false", "parallel sum 4950"));
    }
}
