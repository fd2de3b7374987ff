// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Schedule;
import dev.asyncloop.schedule.SeededRandom;

/**
 * Orders of {@link Surw}: interesting are the events on one resource over which lineages can race, or on half of all these,
 * or on all, by the seed. As long as no such resource is known, orders of {@link Urw}.
 */
final class SurwOrders implements Sampler {

    private final Profile profile;
    private final UrwOrders withoutResources;

    SurwOrders(Profile profile) {
        this.profile = profile;
        withoutResources = new UrwOrders(profile);
    }

    @Override
    public Schedule order(long seed) {
        int[] shared = profile.uses.shared();
        if (shared.length == 0) {
            return withoutResources.order(seed);
        }
        boolean[] interesting = choose(shared, new SeededRandom(~seed));
        int[] expected = profile.withChildren(profile.uses.eventsOn(interesting, profile.lineages.size()));
        int patience = profile.choices();
        return Schedule.of(
                "SURW from " + Sampler.hex(seed),
                seed,
                () -> new Surw(
                        seed, profile.uses, interesting, new EventsLeft(profile.lineages, expected, 0), patience));
    }

    private static boolean[] choose(int[] shared, SeededRandom random) {
        boolean[] chosen = new boolean[shared[shared.length - 1] + 1];
        boolean one = random.nextBoolean();
        boolean all = random.nextBoolean();
        if (!one) {
            for (int resource : shared) {
                chosen[resource] = all || random.nextBoolean();
            }
        }
        chosen[shared[random.nextInt(shared.length)]] = true;
        return chosen;
    }

    @Override
    public String describe() {
        return "SURW";
    }
}
