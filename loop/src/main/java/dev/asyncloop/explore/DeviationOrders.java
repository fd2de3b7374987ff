// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Schedule;

/** Orders with one or two deviations from FIFO, by the seed. */
final class DeviationOrders implements Sampler {

    private final Profile profile;

    DeviationOrders(Profile profile) {
        this.profile = profile;
    }

    @Override
    public Schedule order(long seed) {
        int count = seed < 0 ? 1 : 2;
        int choices = profile.choices();
        return Schedule.of(
                "FIFO with " + count + " deviations from " + Sampler.hex(seed),
                seed,
                () -> new FewDeviations(seed, count, choices));
    }

    @Override
    public String describe() {
        return "few deviations from FIFO";
    }
}
