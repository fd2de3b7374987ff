// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Schedule;

/** Orders of {@link Urw}. */
final class UrwOrders implements Sampler {

    private static final int[] ONE_EACH = {};

    private final Profile profile;
    private int[] known = {};
    private int runs;

    UrwOrders(Profile profile) {
        this.profile = profile;
    }

    @Override
    public Schedule order(long seed) {
        int[] expected = expected();
        return Schedule.of(
                "URW from " + Sampler.hex(seed),
                seed,
                () -> new Urw(seed, new EventsLeft(profile.lineages, expected, ONE_EACH, 1)));
    }

    private int[] expected() {
        if (runs != profile.runs()) {
            runs = profile.runs();
            known = profile.withChildren(profile.events());
        }
        return known;
    }

    @Override
    public String describe() {
        return "URW";
    }
}
