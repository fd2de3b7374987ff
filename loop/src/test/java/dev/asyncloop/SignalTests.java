// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What signals and exits do to a program, in a JVM of its own. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SignalTests {

    private final List<String> said = new ArrayList<>();
    private @Nullable Process program;

    @BeforeEach
    void thereAreSignals() {
        assumeTrue(File.separatorChar == '/', "Windows has no signals");
    }

    @AfterEach
    void endProgram() {
        if (program != null) {
            program.destroyForcibly();
        }
    }

    private BufferedReader start(String how) throws IOException {
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        SignalledMain.class.getName(),
                        how)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        program = started;
        return new BufferedReader(started.inputReader(StandardCharsets.UTF_8));
    }

    private Process program() {
        return Objects.requireNonNull(program);
    }

    private void readUntil(BufferedReader output, String last) throws IOException {
        String line = "";
        while (!line.equals(last)) {
            line = output.readLine();
            assertThat(line).as("after %s", said).isNotNull();
            said.add(line);
        }
    }

    private int readToTheEnd(BufferedReader output) throws IOException, InterruptedException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
        }
        assertThat(program().waitFor(60, TimeUnit.SECONDS)).isTrue();
        return program().exitValue();
    }

    private void kill(String signal) throws IOException, InterruptedException {
        Process kill =
                new ProcessBuilder("kill", "-" + signal, Long.toString(program().pid())).start();
        assertThat(kill.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }

    /** A shell lets what it starts in the background ignore SIGINT, and so do its children. */
    private static void assumeIntIsNotIgnored() {
        try (Loop loop = Loop.create()) {
            loop.addSignalHandler("INT", () -> {});
        } catch (IllegalStateException e) {
            assumeTrue(false, e.getMessage());
        }
    }

    @Test
    void sigint_cancelsMainAndEndsInOrder() throws Exception {
        assumeIntIsNotIgnored();
        endsInOrder("INT", 130);
    }

    @Test
    void sigterm_cancelsMainAndEndsInOrder() throws Exception {
        endsInOrder("TERM", 143);
    }

    private void endsInOrder(String signal, int status) throws Exception {
        try (BufferedReader output = start("quick")) {
            readUntil(output, "ready");
            kill(signal);
            assertThat(readToTheEnd(output)).isEqualTo(status);
            assertThat(said).containsExactly("ready", "main cancelled", "cleaning up", "cleaned up");
        }
    }

    @Test
    void aSecondSignal_endsAtOnce() throws Exception {
        try (BufferedReader output = start("slow")) {
            readUntil(output, "ready");
            kill("TERM");
            readUntil(output, "cleaning up");
            kill("TERM");
            assertThat(readToTheEnd(output)).isEqualTo(143);
            assertThat(said).containsExactly("ready", "main cancelled", "cleaning up");
        }
    }

    @Test
    void exit_inAStep_doesNotWaitForTheLoop() throws Exception {
        try (BufferedReader output = start("exit")) {
            assertThat(readToTheEnd(output)).isEqualTo(3);
            assertThat(said).isEmpty();
        }
    }

    @Test
    void exit_onAForeignThread_cancelsMain() throws Exception {
        try (BufferedReader output = start("foreign-exit")) {
            assertThat(readToTheEnd(output)).isEqualTo(4);
            assertThat(said).contains("main cancelled");
        }
    }
}
