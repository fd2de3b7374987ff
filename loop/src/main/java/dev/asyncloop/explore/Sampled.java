// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Schedule;
import dev.asyncloop.schedule.Seeds;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** FIFO order, and then those of one or more samplers in turn. */
final class Sampled implements Search {

    private final List<Sampler> turns;
    private final long root;
    private long number;

    Sampled(List<Sampler> turns, long root) {
        this.turns = turns;
        this.root = root;
    }

    @Override
    public @Nullable Schedule next() {
        number++;
        if (number == 1) {
            return Schedule.fifo();
        }
        return turns.get((int) ((number - 2) % turns.size())).order(Seeds.nth(root, number));
    }

    @Override
    public boolean isExhausted() {
        return false;
    }

    @Override
    public String describe() {
        return turns.stream().map(Sampler::describe).distinct().collect(Collectors.joining(", "));
    }

    @Override
    public long drawn() {
        return Math.max(0, number - 1);
    }
}
