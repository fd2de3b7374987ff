// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that prints samples, run in a JVM of its own.
 *
 * @param name what it measures
 * @param main its class
 * @param options options of the JVM
 * @param quick its arguments in the quick mode
 * @param full its arguments in the full mode
 */
record Program(String name, Class<?> main, List<String> options, List<String> quick, List<String> full)
        implements Source {

    @Override
    public List<Sample> measure(Mode mode) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(mode == Mode.QUICK ? quick : full);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Sample> samples = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.indexOf('\t') >= 0) { // libraries may print too
                    samples.add(Sample.parse(line));
                }
            }
        } finally {
            process.destroyForcibly();
        }
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException(main.getName() + " has failed with exit code " + exit + ".");
        }
        return samples;
    }
}
