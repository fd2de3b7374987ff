// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Schedule;

/**
 * What a {@link Shrinker} has made of a failing order.
 *
 * @param order the smallest order found that fails the same way; run it once more for its replay token
 * @param originalLength how many choices the failing order made up to the last one that left FIFO
 * @param length how many the smallest one makes
 * @param deviationsBefore how many choices of the failing order left FIFO
 * @param deviationsAfter how many of the smallest one do
 * @param runs how many orders were run for it
 * @param minimal whether all orders with fewer deviations were tried, so that none of them fails this way
 * @param failedAgain whether the failing order failed again when it was repeated; otherwise it is returned as it was
 * @since 0.1
 */
public record Shrunk(
        Schedule order,
        int originalLength,
        int length,
        int deviationsBefore,
        int deviationsAfter,
        int runs,
        boolean minimal,
        boolean failedAgain) {}
