// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Schedule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes turns: what finds most bugs in the fewest orders comes most often and first.
 *
 * <p>SURW knows best where something happens that can race; where nothing of that kind is known, for tasks share fields that
 * nobody can see, it is URW, and the others get as many turns. POS is good at bugs between two tasks, PCT where one has to be
 * late for long, and a deviation or two from FIFO order in programs that are too long for the others.
 */
final class Portfolio implements Sampler {

    private final Profile profile;
    private final Sampler pct;
    private final List<Sampler> whereResourcesAreKnown;
    private final List<Sampler> whereNoneIs;
    private int turn;

    Portfolio(Profile profile) {
        this.profile = profile;
        Sampler random = new RandomOrders();
        pct = new PctOrders(3, profile);
        Sampler pos = new PosOrders();
        Sampler urw = new UrwOrders(profile);
        Sampler surw = new SurwOrders(profile);
        Sampler few = new DeviationOrders(profile);
        whereResourcesAreKnown = List.of(surw, urw, surw, pos, surw, surw, pct, surw, few, surw);
        whereNoneIs = List.of(urw, pos, random, pct, urw, few);
    }

    @Override
    public @Nullable Schedule order(long seed) {
        List<Sampler> turns = profile.hasSharedResources() ? whereResourcesAreKnown : whereNoneIs;
        return turns.get(turn++ % turns.size()).order(seed);
    }

    @Override
    public String describe() {
        return "a portfolio of SURW, URW, POS, PCT, few deviations from FIFO, and random walks";
    }

    @Override
    public String guarantee() {
        return pct.guarantee();
    }
}
