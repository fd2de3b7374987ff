// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Schedule;
import dev.asyncloop.schedule.SeededRandom;

/**
 * Orders of {@link Surw}: interesting are the events on one or two resources, drawn by how many pairs of lineages may race over
 * them. As long as no such resource is known, orders of {@link Urw}.
 *
 * <p>By roles: of ninety-nine writers and a reader, the reader comes first in one of a hundred uniform orders, though all that
 * matters is where it comes among writers that are all alike. So lineages that do the same with the interesting resources
 * share the weight of one.
 */
final class SurwOrders implements Sampler {

    private static final int WHOLE = 1 << 8;

    private final Profile profile;
    private final boolean byRoles;
    private final UrwOrders withoutResources;

    /** Makes orders that are uniform; or, by roles, those in which lineages that do the same weigh as much as one. */
    SurwOrders(Profile profile, boolean byRoles) {
        this.profile = profile;
        this.byRoles = byRoles;
        withoutResources = new UrwOrders(profile);
    }

    @Override
    public Schedule order(long seed) {
        int[] shared = profile.uses.shared();
        if (shared.length == 0) {
            return withoutResources.order(seed);
        }
        boolean[] interesting = choose(shared, new SeededRandom(~seed));
        int[] expected = profile.uses.eventsOn(interesting, profile.lineages.size());
        int[] units = byRoles ? shares(profile.uses.roles(interesting, expected.length)) : new int[0];
        for (int i = 0; i < units.length; i++) {
            expected[i] *= units[i];
        }
        profile.withChildren(expected);
        int patience = profile.choices();
        return Schedule.of(
                describe() + " from " + Sampler.hex(seed),
                seed,
                () -> new Surw(
                        seed,
                        profile.uses,
                        interesting,
                        new EventsLeft(profile.lineages, expected, units, 0),
                        patience));
    }

    /** Shares one whole evenly among all that have the same role. */
    private static int[] shares(long[] roles) {
        LongIndex index = new LongIndex();
        int[] sizes = new int[roles.length];
        for (long role : roles) {
            sizes[index.add(role)]++;
        }
        int[] shares = new int[roles.length];
        for (int i = 0; i < roles.length; i++) {
            shares[i] = Math.max(1, WHOLE / sizes[index.find(roles[i])]);
        }
        return shares;
    }

    private boolean[] choose(int[] shared, SeededRandom random) {
        boolean[] chosen = new boolean[profile.uses.size()];
        chosen[chooseOne(shared, random)] = true;
        if (random.nextInt(3) == 0) {
            chosen[chooseOne(shared, random)] = true;
        }
        return chosen;
    }

    /** Draws a resource by how many pairs of lineages may race over it. */
    private int chooseOne(int[] shared, SeededRandom random) {
        long sum = 0;
        for (int resource : shared) {
            sum += profile.uses.pairsOf(resource);
        }
        long drawn = random.nextLong(sum);
        int i = 0;
        while ((drawn -= profile.uses.pairsOf(shared[i])) >= 0) {
            i++;
        }
        return shared[i];
    }

    @Override
    public String describe() {
        return byRoles ? "SURW by roles" : "SURW";
    }
}
