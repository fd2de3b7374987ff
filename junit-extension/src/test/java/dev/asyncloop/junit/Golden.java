// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Compares messages with files in {@code src/test/resources/golden}; {@code -Dgolden.update=true} writes these anew.
 *
 * <p>Three things are replaced, since they say nothing of the message: the path of the trace file, the lines in the source of
 * the tests, and the name of the fibre backend.
 */
final class Golden {

    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
    private static final int MAX_LINES = 60;
    private static final Pattern TRACE = Pattern.compile("(?m)^Trace: .*$");
    private static final Pattern LINE = Pattern.compile("Tests\\.java:\\d+\\)");
    private static final Pattern BACKEND = Pattern.compile("(?m), on (automatic|[a-z ]*threads[a-z ]*)$");

    private Golden() {}

    static void check(String name, Throwable failure) throws IOException {
        String text = Kit.message(failure);
        text = TRACE.matcher(text).replaceAll("Trace: <file>");
        text = LINE.matcher(text).replaceAll("Tests.java:<line>)");
        text = BACKEND.matcher(text).replaceAll(", on <backend>").stripTrailing() + "\n";
        assertThat(text.lines()).hasSizeLessThan(MAX_LINES);
        Path file = FOLDER.resolve(name + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text, StandardCharsets.UTF_8);
        }
        assertThat(text)
                .isEqualTo(Files.readString(file, StandardCharsets.UTF_8).replace("\r\n", "\n"));
    }
}
