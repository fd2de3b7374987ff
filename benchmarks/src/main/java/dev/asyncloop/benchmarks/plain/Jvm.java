// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.plain;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs programs in JVMs of their own, with or without the agent. */
final class Jvm {

    private final List<String> options;

    Jvm(String... options) {
        this.options = List.of(options);
    }

    /** Runs a program to its end, and returns the figures that it prints. */
    Map<String, Double> run(Class<?> program, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(program.getName());
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Map<String, Double> figures = new LinkedHashMap<>();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                int equals = line.indexOf('=');
                figures.put(line.substring(0, equals), Double.valueOf(line.substring(equals + 1)));
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException(program.getName() + " has failed");
        }
        return figures;
    }
}
