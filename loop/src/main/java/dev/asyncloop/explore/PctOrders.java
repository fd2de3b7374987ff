// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Schedule;
import java.util.Locale;

/** Orders of {@link Pct}. */
final class PctOrders implements Sampler {

    private final int depth;
    private final Profile profile;
    private long orders;

    PctOrders(int depth, Profile profile) {
        this.depth = depth;
        this.profile = profile;
    }

    @Override
    public Schedule order(long seed) {
        orders++;
        int choices = profile.choices();
        int patience = profile.patience();
        return Schedule.of(
                describe() + " from " + Sampler.hex(seed), seed, () -> new Pct(seed, depth - 1, choices, patience));
    }

    @Override
    public String describe() {
        return "PCT with depth " + depth;
    }

    @Override
    public String guarantee() {
        double hit = 1 / (profile.actors() * Math.pow(profile.choices(), depth - 1));
        double missed = Math.pow(1 - hit, (double) orders);
        return missed > 0.5
                ? ""
                : String.format(
                        Locale.ROOT,
                        "a bug of depth %d among %d actors and %d choices would have been missed with probability %s",
                        depth,
                        profile.actors(),
                        profile.choices(),
                        missed < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "<= %.2g", missed));
    }
}
