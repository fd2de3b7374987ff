// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The report, word by word; {@code -Dgolden.update=true} writes the file anew. */
class ReportTests {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "report.txt");

    @Test
    void report_ofRowsOfAllSorts_isAsInTheFile() throws IOException {
        String text = Report.of(Rows.SOME)
                .replace("\r\n", "\n")
                .replaceFirst("JDK .* processors", "JDK <version>, <machine>");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, text);
        }
        assertThat(text).isEqualTo(Files.readString(GOLDEN).replace("\r\n", "\n"));
    }

    @Test
    void report_withoutGrowth_hasNoTableOfIt() {
        assertThat(Report.of(List.of(Rows.SOME.get(0)))).doesNotContain("growth");
    }
}
