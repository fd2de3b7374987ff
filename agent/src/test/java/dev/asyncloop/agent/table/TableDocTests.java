// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.agent.table.Programs.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the table in {@code docs/plain-java.md} true: its rows are the programs, and {@link Programs#main} prints them. */
class TableDocTests {

    private static final Path DOCUMENT = Path.of("..", "docs", "plain-java.md");
    private static final Path SOURCES = Path.of("src", "test", "java", "dev", "asyncloop", "agent", "table");
    private static final Pattern ROW = Pattern.compile("\\| `.*\\| `\\w+Rows\\.\\w+` \\|");

    @Test
    void table_inTheDocument_hasTheRowsOfThePrograms() throws IOException {
        List<String> rows = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> ROW.matcher(line).matches())
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(
                        Programs.all().stream().map(Program::text).toList());
    }

    @Test
    void programs_ofAllSources_areListed() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith("Rows.java"))
                            .map(name -> name.replace(".java", "")))
                    .containsExactlyInAnyOrderElementsOf(Programs.all().stream()
                            .map(program -> program.method().getDeclaringClass().getSimpleName())
                            .distinct()
                            .toList());
        }
    }
}
