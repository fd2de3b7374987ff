// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformanceTableTests {

    @TempDir
    private Path folder;

    private void rejects(String message, String... args) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PerformanceTable.main(args))
                .withMessageContaining(message);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void arguments_tooFew_areRejectedWithWhatIsExpected() {
        rejects("Expected quick or full, a folder, and of=", "quick", folder.toString());
    }

    @Test
    void arguments_partWithoutItsName_areRejectedAndShown() {
        rejects("yield]", "quick", folder.toString(), "yield");
    }

    @Test
    void mode_unknown_isRejectedBeforeAnythingIsMeasured() {
        rejects("The mode is quick or full, and not \"fast\".", "fast", folder.toString(), "of=");
    }

    @Test
    void part_ofNoName_isRejectedWithAllNames() {
        rejects(
                "has \"threads\" in its name. There are:\n  " + Plan.CHAIN + "\n",
                "quick",
                folder.toString(),
                "of=threads");
    }
}
