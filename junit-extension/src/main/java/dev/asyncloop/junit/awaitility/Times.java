// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit.awaitility;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/** Checks durations and writes them down. */
final class Times {

    private Times() {}

    static Duration notNegative(Duration time, String name) {
        if (Objects.requireNonNull(time, name).isNegative()) {
            throw new IllegalArgumentException(name + " is negative: " + time);
        }
        return time;
    }

    static Duration positive(Duration time, String name) {
        if (notNegative(time, name).isZero()) {
            throw new IllegalArgumentException(name + " is zero: time would not move between the polls");
        }
        return time;
    }

    /** Writes a duration as {@code 10s} or {@code 1h30m}. */
    static String text(Duration time) {
        return time.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
