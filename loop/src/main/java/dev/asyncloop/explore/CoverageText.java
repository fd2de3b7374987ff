// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Puts a coverage into words. */
final class CoverageText {

    private static final double MISSED = 0.05;
    private static final int MIN_DRAWN = 10;
    private static final int MAX_NAMED = 3;

    private final Coverage coverage;

    CoverageText(Coverage coverage) {
        this.coverage = coverage;
    }

    /** Says what was covered where no run has failed. */
    String passed(Search search) {
        if (coverage.isOnlyOneOrder()) {
            return counted(coverage.schedules(), "schedule")
                    + ", but only one order was possible: there was never more than one candidate, so that exploring tells"
                    + " nothing" + neverYielded();
        }
        StringBuilder text = new StringBuilder(counts());
        if (search.isExhausted()) {
            text.append("; that is ").append(search.describe());
        }
        long drawn = coverage.drawn(search);
        if (drawn >= MIN_DRAWN) {
            text.append("; a failure that strikes random orders with probability >= ")
                    .append(percent(1 - Math.pow(MISSED, 1.0 / drawn)))
                    .append(" would have been missed with probability <= ")
                    .append(percent(MISSED))
                    .append(" (")
                    .append(number(drawn))
                    .append(" drawn)");
        }
        if (!search.guarantee().isEmpty()) {
            text.append("; ").append(search.guarantee());
        }
        return text.append(neverYielded()).toString();
    }

    /** Says how much was tried, whatever came of it. */
    String counts() {
        String distinct = coverage.isCapped() ? "at least " : areAllDistinct() ? "all " : "";
        return counted(coverage.schedules(), "schedule") + ", " + distinct + number(coverage.distinctOrders())
                + " distinct, " + choices();
    }

    private boolean areAllDistinct() {
        return coverage.schedules() != 1 && coverage.distinctOrders() == coverage.schedules();
    }

    private String choices() {
        long fewest = coverage.fewestChoices();
        long most = coverage.mostChoices();
        return fewest == most ? counted(most, "choice") : number(fewest) + " to " + counted(most, "choice");
    }

    private String neverYielded() {
        List<String> names = coverage.neverYielded();
        if (names.isEmpty()) {
            return "";
        }
        return "; never yielded: "
                + names.stream().limit(MAX_NAMED).map(name -> '"' + name + '"').collect(Collectors.joining(", "))
                + (names.size() > MAX_NAMED ? ", …" : "");
    }

    private static String counted(long count, String what) {
        return number(count) + " " + what + (count == 1 ? "" : "s");
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Returns a probability with two significant digits, rounded up: what is said shall be true. */
    private static String percent(double probability) {
        return new BigDecimal(probability * 100)
                        .round(new MathContext(2, RoundingMode.CEILING))
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }
}
