// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Schedule;
import java.util.List;

/**
 * Takes turns: each kind of bug is found fast by some strategy and slowly, or never, by others.
 *
 * <p>First comes what costs one order and finds much, the newest step first. Then a task that is late, for what is wrong when one
 * gets far ahead; URW and SURW, for what is wrong in many interleavings; PCT and POS for the rest. Where nothing is known over
 * which tasks can race, for they share fields that nobody can see, SURW would be URW, and random walks take its turns: these can
 * be written down as seeds. After sixty of these, where a bug is not easily found, every fourth turn goes through all orders that
 * leave FIFO order once.
 */
final class Portfolio implements Sampler {

    private static final int DRAWN_FIRST = 60;
    private static final int SYSTEMATIC_EVERY = 4;

    private final Profile profile;
    private final Sampler pct;
    private final List<Sampler> whereResourcesAreKnown;
    private final List<Sampler> whereNoneIs;
    private final SingleDeviations deviations;
    private boolean begun;
    private int turn;

    Portfolio(Profile profile) {
        this.profile = profile;
        deviations = new SingleDeviations(profile);
        pct = new PctOrders(3, profile);
        Sampler late = new DelayOrders(profile);
        Sampler pos = new PosOrders();
        Sampler random = new RandomOrders();
        Sampler urw = new UrwOrders(profile);
        Sampler surw = new SurwOrders(profile, false);
        Sampler roles = new SurwOrders(profile, true);
        whereResourcesAreKnown = List.of(late, late, roles, urw, pct, surw, roles, urw, pos, surw);
        whereNoneIs = List.of(urw, pos, random, pct, urw, late);
    }

    @Override
    public Schedule order(long seed) {
        if (!begun) {
            begun = true;
            int patience = profile.patience();
            return Schedule.of("the newest step first", seed, () -> new NewestFirst(seed, patience));
        }
        if (turn >= DRAWN_FIRST && turn % SYSTEMATIC_EVERY == 0 && deviations.hasNext()) {
            turn++;
            return deviations.next(seed);
        }
        List<Sampler> turns = profile.hasSharedResources() ? whereResourcesAreKnown : whereNoneIs;
        return turns.get(turn++ % turns.size()).order(seed);
    }

    @Override
    public String describe() {
        return "a portfolio of FIFO with a late task or one deviation, URW, SURW, PCT, POS and random walks";
    }

    @Override
    public long fixed() {
        return (begun ? 1L : 0L) + deviations.made();
    }

    @Override
    public String guarantee() {
        String ofPct = pct.guarantee();
        if (!deviations.areAllMade() || deviations.made() == 0) {
            return ofPct;
        }
        return (ofPct.isEmpty() ? "" : ofPct + ", ") + "and every order that leaves FIFO order once was tried ("
                + deviations.made() + ")";
    }
}
