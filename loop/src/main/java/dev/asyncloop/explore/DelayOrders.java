// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Schedule;
import dev.asyncloop.schedule.SeededRandom;

/** Orders of {@link Delayed}: every event of the profile may be the one, but for those of the last lineage, which is late anyway. */
final class DelayOrders implements Sampler {

    private final Profile profile;

    DelayOrders(Profile profile) {
        this.profile = profile;
    }

    @Override
    public Schedule order(long seed) {
        int[] events = profile.events();
        int late = 0;
        int drawn = new SeededRandom(~seed).nextInt(Math.max(1, sumWithoutLast(events)));
        while (late < events.length && drawn >= events[late]) {
            drawn -= events[late++];
        }
        long lineage = late < events.length ? profile.lineages.key(late) : 0;
        int before = drawn;
        int patience = profile.patience();
        return Schedule.of(
                "FIFO with a late task from " + Sampler.hex(seed),
                seed,
                () -> new Delayed(seed, lineage, before, patience));
    }

    private static int sumWithoutLast(int[] events) {
        int sum = 0;
        for (int i = 0; i < events.length - 1; i++) {
            sum += events[i];
        }
        return sum;
    }

    @Override
    public String describe() {
        return "FIFO with a late task";
    }
}
