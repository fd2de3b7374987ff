// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Schedule;

/** Random walks, which can be written down as their seeds. */
final class RandomOrders implements Sampler {

    @Override
    public Schedule order(long seed) {
        return Schedule.random(seed);
    }

    @Override
    public String describe() {
        return "random walks";
    }
}
