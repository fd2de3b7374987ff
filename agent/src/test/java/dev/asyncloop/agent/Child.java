// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.clock.VirtualClock;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A JVM of its own, for what is decided at the start of one. */
final class Child {

    private final List<String> command = new ArrayList<>();
    private String classPath =
            join(jarOf(Child.class), jarOf(Loop.class), jarOf(VirtualClock.class), jarOf(Nullable.class));

    Child() {
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    }

    /** Puts the jars of some classes on the class path. */
    Child with(Class<?>... types) {
        for (Class<?> type : types) {
            classPath = join(classPath, jarOf(type));
        }
        return this;
    }

    Child withOptions(String... options) {
        Collections.addAll(command, options);
        return this;
    }

    /** Runs a program to its end, and returns what it has printed. */
    String run(Class<?> main) throws IOException, InterruptedException {
        Path output = Files.createTempFile("asyncloop", ".txt");
        try {
            Collections.addAll(command, "-cp", classPath, main.getName());
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
            String printed = Files.readString(output);
            assertThat(ended).as(printed).isTrue();
            return printed;
        } finally {
            Files.delete(output);
        }
    }

    /** Returns where a class is from. */
    static String jarOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static String join(String... paths) {
        return String.join(File.pathSeparator, paths);
    }
}
