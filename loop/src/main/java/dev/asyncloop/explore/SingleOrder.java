// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Schedule;
import org.jspecify.annotations.Nullable;

/** One given order, and no more. */
final class SingleOrder implements Search {

    private final Schedule order;
    private boolean given;

    SingleOrder(Schedule order) {
        this.order = order;
    }

    @Override
    public @Nullable Schedule next() {
        if (given) {
            return null;
        }
        given = true;
        return order;
    }

    @Override
    public boolean isExhausted() {
        return false;
    }

    @Override
    public String describe() {
        return "one order: " + order.describe();
    }
}
