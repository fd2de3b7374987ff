// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Writes all that is known of a failed run into a file beside the test reports. */
final class TraceFile {

    private TraceFile() {}

    /** Returns the file that was written; empty if it could not be. */
    static Optional<Path> write(Node node, Report report) {
        String seed = report.seed();
        ScheduleRun.Moment moment = report.run().moment();
        String name = node.testClass().getName() + "." + node.method().getName() + "-"
                + (seed.length() > 24 ? Integer.toHexString(seed.hashCode()) : seed);
        try {
            Path folder = BuildFolder.resolve(
                    node.settings().configuration().get(ConfigurationKeys.REPORTS_DIR), "asyncloop");
            Files.createDirectories(folder);
            Path file = folder.resolve(name.replaceAll("[^A-Za-z0-9._$-]", "_") + ".txt");
            String text =
                    "seed " + seed + "\nchoices " + moment.token() + "\n\n" + moment.dump() + "\n\n" + moment.trace();
            Files.writeString(file, text, StandardCharsets.UTF_8);
            return Optional.of(file);
        } catch (IOException | InvalidPathException | SecurityException e) {
            return Optional.empty();
        }
    }
}
