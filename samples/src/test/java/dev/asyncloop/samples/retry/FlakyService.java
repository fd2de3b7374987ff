// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.retry;

import dev.asyncloop.Loop;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A service that is down at first, takes 20 ms for a call, and counts how many calls begin at the same instant. */
final class FlakyService {

    private final Loop loop;
    private final Duration downFor;
    private final Map<Duration, Integer> callsAt = new TreeMap<>();

    FlakyService(Loop loop, Duration downFor) {
        this.loop = loop;
        this.downFor = downFor;
    }

    String call() {
        Duration now = loop.clock().elapsed();
        callsAt.merge(now, 1, Integer::sum);
        loop.sleep(Duration.ofMillis(20));
        if (now.compareTo(downFor) < 0) {
            throw new IllegalStateException("503 Service Unavailable");
        }
        return "ok";
    }

    /** Returns the largest number of calls at one instant, other than the very first calls. */
    int largestBurst() {
        return callsAt.entrySet().stream()
                .filter(entry -> !entry.getKey().isZero())
                .mapToInt(Map.Entry::getValue)
                .max()
                .orElse(0);
    }
}
