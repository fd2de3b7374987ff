// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Schedule;
import dev.asyncloop.schedule.Seeds;
import org.jspecify.annotations.Nullable;

/** FIFO order, and then those of a sampler, which has a profile of all the runs before. */
final class Sampled implements Search {

    private static final int WATCHED = 128;

    private final Sampler sampler;
    private final @Nullable Profile profile;
    private final long root;
    private long number;

    /** Takes a sampler, the profile that it learns from, if it does, and the root seed. */
    Sampled(Sampler sampler, @Nullable Profile profile, long root) {
        this.sampler = sampler;
        this.profile = profile;
        this.root = root;
    }

    @Override
    public Schedule next() {
        if (profile != null) {
            profile.learn();
        }
        number++;
        Schedule order = number == 1 ? Schedule.fifo() : sampler.order(Seeds.nth(root, number));
        return profile == null || !isWatched() ? order : order.watchedBy(profile::watch);
    }

    /** Returns whether the run is to be learnt from: many show little that few did not, and watching costs time. */
    private boolean isWatched() {
        return number <= WATCHED || number % WATCHED == 0;
    }

    @Override
    public boolean isExhausted() {
        return false;
    }

    @Override
    public String describe() {
        return sampler.describe();
    }

    @Override
    public long drawn() {
        return Math.max(0, number - 1 - sampler.fixed());
    }

    @Override
    public String guarantee() {
        return sampler.guarantee();
    }
}
