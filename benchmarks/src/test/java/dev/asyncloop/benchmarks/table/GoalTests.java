// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import static dev.asyncloop.benchmarks.table.Rows.one;
import static dev.asyncloop.benchmarks.table.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoalTests {

    private static Row nanos(double ours, double limit, double peer) {
        return row(
                "row",
                one("asyncloop", Kind.OURS, "ns", ours),
                one("asyncloop, FIFO", Kind.OURS, "ns", 100),
                one("limit", Kind.LIMIT, "ns", limit),
                one("slow peer", Kind.PEER, "ns", 1_000),
                one("peer", Kind.PEER, "ns", peer));
    }

    @ParameterizedTest
    @CsvSource({"99, met: ahead of every peer", "100, NOT MET: ahead of every peer", "101, NOT MET: ahead of every peer"
    })
    void aheadOfPeers_oneFasterPeer_isNotMet(double ours, String verdict) {
        assertThat(Goal.aheadOfPeers().verdict(nanos(ours, 1, 100))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"140, met: at most 1.40 times the limit", "141, NOT MET: at most 1.40 times the limit"})
    void timesTheLimit_moreThanThat_isNotMet(double ours, String verdict) {
        assertThat(Goal.timesTheLimit(1.4).verdict(nanos(ours, 100, 1))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"71, met: at most 1.43 times the limit", "69, NOT MET: at most 1.43 times the limit"})
    void timesTheLimit_rates_isMetByMore(double ours, String verdict) {
        Row row = row("row", one("asyncloop", Kind.OURS, "/s", ours), one("limit", Kind.LIMIT, "/s", 100));

        assertThat(Goal.timesTheLimit(1 / 0.7).verdict(row)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"80, 'met: at most 1,000 ns'", "900, 'NOT MET: at most 1,000 ns'"})
    void atMost_more_isNotMet(double ours, String verdict) {
        assertThat(Goal.atMost(1_000, "ns").verdict(nanos(ours, 1, 1))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"900, 'met: at least 1,000 /s'", "700, 'NOT MET: at least 1,000 /s'"})
    void atLeast_less_isNotMet(double ours, String verdict) {
        assertThat(Goal.atLeast(1_000, "/s").verdict(row("row", one("asyncloop", Kind.OURS, "/s", ours))))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "115, 'met: at most 20 ns above \"asyncloop, FIFO\"'",
        "117, 'NOT MET: at most 20 ns above \"asyncloop, FIFO\"'"
    })
    void above_moreThanThatInTheMedian_isNotMet(double ours, String verdict) {
        assertThat(Goal.above("asyncloop, FIFO", 20, "ns").verdict(nanos(ours, 1, 1)))
                .isEqualTo(verdict);
    }
}
