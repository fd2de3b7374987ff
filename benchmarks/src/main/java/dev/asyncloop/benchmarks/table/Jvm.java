// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs programs that print samples, in JVMs of their own with the class path of this one.
 *
 * @param options of the JVMs
 */
public record Jvm(List<String> options) {

    /**
     * Runs a program to its end, and returns the samples that it prints; libraries may print other things.
     *
     * @throws IOException if it ends with a failure
     */
    public List<Sample> run(Class<?> program, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Sample> samples = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.indexOf('\t') >= 0) {
                    samples.add(Sample.parse(line));
                }
            }
        } finally {
            process.destroyForcibly();
        }
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException(program.getName() + " has failed with exit code " + exit + ".");
        }
        return samples;
    }
}
