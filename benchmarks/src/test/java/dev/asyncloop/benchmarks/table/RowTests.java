// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowTests {

    private static Sample sample(String row, String subject, double value) {
        return new Sample(row, subject, "ns", value);
    }

    private static Kind kind(String subject) {
        return switch (subject) {
            case "asyncloop", "asyncloop, bare" -> Kind.OURS;
            case "a deque" -> Kind.LIMIT;
            default -> Kind.PEER;
        };
    }

    @Test
    void rows_ofSamplesInTurn_keepTheOrderOfRowsAndRounds() {
        List<Row> rows = Row.of(
                List.of(
                        sample("second", "asyncloop", 1),
                        sample("first", "asyncloop", 2),
                        sample("second", "asyncloop", 3)),
                RowTests::kind);

        assertThat(rows).extracting(Row::name).containsExactly("second", "first");
        assertThat(rows.get(0).ours().values()).containsExactly(1.0, 3.0);
        assertThat(rows.get(0).others()).isEmpty();
    }

    @Test
    void subjects_ofARow_areOursThenLimitsThenPeers() {
        Row row = Row.of(
                        List.of(
                                sample("row", "Netty", 1),
                                sample("row", "a deque", 1),
                                sample("row", "asyncloop", 1),
                                sample("row", "Reactor", 1),
                                sample("row", "asyncloop, bare", 1)),
                        RowTests::kind)
                .get(0);

        assertThat(row.series())
                .extracting(Series::subject)
                .containsExactly("asyncloop", "asyncloop, bare", "a deque", "Netty", "Reactor");
        assertThat(row.ours().subject()).isEqualTo("asyncloop");
        assertThat(row.others()).hasSize(4);
        assertThat(row.others(Kind.PEER)).extracting(Series::subject).containsExactly("Netty", "Reactor");
    }

    @Test
    void row_withoutOurs_isRejectedAndNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Row.of(List.of(sample("timers", "Netty", 1)), RowTests::kind))
                .withMessage("Row \"timers\" has nothing of ours among [Netty].");
    }
}
