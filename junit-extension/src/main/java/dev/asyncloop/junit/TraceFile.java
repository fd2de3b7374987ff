// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes all that is known of a failed run into a file beside the test reports. */
final class TraceFile {

    /** Before a path, where a seed is expected: the seed is in that file. */
    static final String AS_SEED = "@";

    private static final String SEED = "seed ";

    private TraceFile() {}

    /** Returns the seed that a file tells of. */
    static String seedIn(String path) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(path))) {
            return lines.filter(line -> line.startsWith(SEED))
                    .map(line -> line.substring(SEED.length()))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no line begins with \"" + SEED + "\""));
        }
    }

    /** Writes what is known of a run; returns the file, or nothing if it could not be written. */
    static Optional<Path> write(Node node, String seed, String known) {
        String name = node.testClass().getName() + "." + node.method().getName() + "-"
                + (seed.length() > 24 ? Integer.toHexString(seed.hashCode()) : seed);
        try {
            Path folder = node.settings()
                    .configuration()
                    .get(ConfigurationKeys.REPORTS_DIR)
                    .map(Path::of)
                    .or(() -> BuildFolder.find().map(build -> build.resolve("asyncloop")))
                    .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "asyncloop"));
            Files.createDirectories(folder);
            Path file = folder.resolve(name.replaceAll("[^A-Za-z0-9._$-]", "_") + ".txt");
            Files.writeString(file, SEED + seed + "\n" + known, StandardCharsets.UTF_8);
            return Optional.of(file);
        } catch (IOException | InvalidPathException | SecurityException e) {
            return Optional.empty();
        }
    }
}
