// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Schedule;

/** Orders of {@link Pos}. */
final class PosOrders implements Sampler {

    @Override
    public Schedule order(long seed) {
        return Schedule.of("POS from " + Sampler.hex(seed), seed, () -> new Pos(seed));
    }

    @Override
    public String describe() {
        return "POS";
    }
}
