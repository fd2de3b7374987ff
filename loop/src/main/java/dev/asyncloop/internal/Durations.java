// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.time.Duration;
import java.util.Objects;

/** Durations as saturating nanoseconds, and as text. */
final class Durations {

    private static final long MAX_SECONDS = Long.MAX_VALUE / 1_000_000_000L - 1;

    private Durations() {}

    /** Converts to nanoseconds; what does not fit, some 292 years, becomes the largest or smallest long. */
    static long toNanos(Duration duration, String name) {
        Objects.requireNonNull(duration, name);
        long seconds = duration.getSeconds();
        if (seconds > MAX_SECONDS) {
            return Long.MAX_VALUE;
        }
        if (seconds < -MAX_SECONDS) {
            return Long.MIN_VALUE;
        }
        return seconds * 1_000_000_000L + duration.getNano();
    }

    /** Adds, and stays at the largest or smallest long instead of wrapping around. */
    static long plus(long nanos, long more) {
        long sum = nanos + more;
        if (((nanos ^ sum) & (more ^ sum)) < 0) {
            return nanos < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return sum;
    }

    /** Subtracts, and stays at the largest or smallest long instead of wrapping around. */
    static long minus(long nanos, long less) {
        long difference = nanos - less;
        if (((nanos ^ less) & (nanos ^ difference)) < 0) {
            return nanos < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return difference;
    }

    /** Formats nanoseconds the way people write them: {@code 0s}, {@code 1.5ms}, {@code 2h 3m 4.005s}. */
    static String text(long nanos) {
        if (nanos < 0) {
            return nanos == Long.MIN_VALUE ? "-292y" : "-" + text(-nanos);
        }
        if (nanos < 1_000) {
            return nanos == 0 ? "0s" : nanos + "ns";
        }
        if (nanos < 1_000_000) {
            return decimal(nanos, 1_000) + "us";
        }
        if (nanos < 1_000_000_000L) {
            return decimal(nanos, 1_000_000) + "ms";
        }
        StringBuilder text = new StringBuilder();
        long seconds = nanos / 1_000_000_000L;
        long[] sizes = {86_400, 3_600, 60};
        String units = "dhm";
        for (int i = 0; i < sizes.length; i++) {
            if (seconds >= sizes[i]) {
                text.append(seconds / sizes[i]).append(units.charAt(i)).append(' ');
                seconds %= sizes[i];
            }
        }
        long rest = seconds * 1_000_000_000L + nanos % 1_000_000_000L;
        if (rest > 0) {
            text.append(decimal(rest, 1_000_000_000L)).append('s');
        }
        return text.toString().trim();
    }

    private static String decimal(long value, long unit) {
        long fraction = value % unit;
        if (fraction == 0) {
            return Long.toString(value / unit);
        }
        String digits = Long.toString(unit + fraction).substring(1);
        return value / unit + "." + digits.replaceAll("0+$", "");
    }
}
