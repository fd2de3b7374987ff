// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import dev.asyncloop.benchmarks.bugs.Subject.Failure;
import dev.asyncloop.explore.Search;
import dev.asyncloop.explore.Strategy;
import dev.asyncloop.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Searches for the bug of a subject, from several roots.
 *
 * @param schedules how many orders were run in all
 * @param nanos how long they took
 * @param toBug the numbers of orders up to and including the first failing one
 */
record Hunt(long schedules, long nanos, Statistics toBug) {

    /** How many searches that have all found nothing are enough to say that others will not either. */
    private static final int ENOUGH_IN_VAIN = 5;

    /**
     * Searches, until the first few have all found nothing.
     *
     * @param subject whose bug
     * @param strategy by which strategy
     * @param roots from how many roots
     * @param cap how many orders at most from each
     */
    static Hunt run(Subject subject, Strategy strategy, int roots, int cap) {
        long began = System.nanoTime();
        List<Integer> found = new ArrayList<>();
        long schedules = 0;
        int searches = 0;
        while (searches < roots && !(found.isEmpty() && searches >= ENOUGH_IN_VAIN)) {
            searches++;
            Search search = strategy.search(0, searches);
            int tried = 0;
            boolean failed = false;
            while (!failed && tried < cap) {
                Schedule order = search.next();
                if (order == null) {
                    break;
                }
                tried++;
                failed = subject.run(order) != null;
            }
            schedules += tried;
            if (failed) {
                found.add(tried);
            }
        }
        return new Hunt(schedules, System.nanoTime() - began, new Statistics(searches, found));
    }

    /** Returns the first failure that a search finds, or {@code null}. */
    static @Nullable Failure firstFailure(Subject subject, Strategy strategy, long root, int cap) {
        Search search = strategy.search(0, root);
        for (int tried = 0; tried < cap; tried++) {
            Schedule order = search.next();
            if (order == null) {
                return null;
            }
            Failure failure = subject.run(order);
            if (failure != null) {
                return failure;
            }
        }
        return null;
    }
}
