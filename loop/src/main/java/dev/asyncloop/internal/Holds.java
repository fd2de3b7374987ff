// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.ClockHold;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who holds the clock of a loop in virtual time: work of other threads and answers of other machines, beyond which it may not
 * jump. While one is out and nothing is ready, the loop waits in real time, for a bounded time without any arrival.
 */
final class Holds {

    private static final long LOOK_NANOS = 20_000_000L;

    private static final ClockHold NONE = () -> {};

    private final Engine engine;
    private @Nullable Hold first;
    private @Nullable Hold last;
    private int count;

    Holds(Engine engine) {
        this.engine = engine;
    }

    /** One who holds; a link of the list in the order of their beginning. */
    private final class Hold implements ClockHold {

        private final Supplier<String> who;
        private final @Nullable StackFrame site = Sites.caller();
        private @Nullable Hold previous;
        private @Nullable Hold next;
        private boolean released;

        /** What to do where the limit is reached; {@code null} if the run fails then. */
        private final @Nullable Runnable giveUp;

        Hold(Supplier<String> who, @Nullable Runnable giveUp) {
            this.who = who;
            this.giveUp = giveUp;
        }

        @Override
        public void close() {
            if (engine.isDriverOrStep()) {
                release(this);
            } else {
                engine.inbox.put(() -> release(this));
            }
        }

        @Override
        public String toString() {
            return who.get() + ", begun at " + Sites.text(site);
        }
    }

    /** Holds the clock until the token is closed; {@code who} is asked for reports only. */
    ClockHold hold(Supplier<String> who) {
        return hold(who, null);
    }

    /** As {@link #hold}, but where nothing arrives for as long as a clock may be held, time goes on, and {@code giveUp} is told. */
    ClockHold holdAtMost(Supplier<String> who, Runnable giveUp) {
        return hold(who, giveUp);
    }

    private ClockHold hold(Supplier<String> who, @Nullable Runnable giveUp) {
        if (engine.settings.realTime) {
            return NONE;
        }
        Hold hold = new Hold(who, giveUp);
        hold.previous = last;
        if (last == null) {
            first = hold;
        } else {
            last.next = hold;
        }
        last = hold;
        count++;
        engine.beyondControl.note(hold.site, who);
        return hold;
    }

    private void release(Hold hold) {
        if (hold.released) {
            return;
        }
        hold.released = true;
        count--;
        if (hold.previous == null) {
            first = hold.next;
        } else {
            hold.previous.next = hold.next;
        }
        if (hold.next == null) {
            last = hold.previous;
        } else {
            hold.next.previous = hold.previous;
        }
    }

    boolean isHeld() {
        return count > 0;
    }

    /** Waits until something arrives or nobody holds any longer. */
    void await() {
        long began = System.nanoTime();
        long limit = engine.settings.maxClockHoldNanos;
        while (isHeld() && !engine.hasArrivals()) {
            long left = limit - (System.nanoTime() - began);
            if (left <= 0 && giveUp()) {
                return;
            }
            if (left <= 0) {
                throw engine.budget.exceeded("the clock has been held for " + Durations.text(limit)
                        + " of real time, in which nothing arrived, by " + String.join("\n  and by ", describe())
                        + "\nLet it answer or fail in time, or raise maxClockHold if it may take so long" + circle());
            }
            engine.await(Math.min(left, LOOK_NANOS));
            engine.budget.checkInterrupt();
        }
    }

    /** Releases those who do not insist, unless somebody does; returns whether they were released. */
    private boolean giveUp() {
        for (Hold hold = first; hold != null; hold = hold.next) {
            if (hold.giveUp == null) {
                return false;
            }
        }
        for (Hold hold = first; hold != null; hold = hold.next) {
            release(hold);
            Objects.requireNonNull(hold.giveUp).run();
        }
        return true;
    }

    /** Says what to do where what holds the clock may itself wait for the clock to move. */
    private String circle() {
        return engine.timers.isEmpty()
                ? ""
                : ". A timer is armed, too: if who holds the clock waits for that, as a blocking client does for a server of this"
                        + " loop that sleeps, neither can go on. Run such work on a thread of your own, which does not hold the"
                        + " clock, and await its future: loop.await(CompletableFuture.supplyAsync(..))";
    }

    /** Returns who holds the clock, in the order of their beginning. */
    List<String> describe() {
        List<String> all = new ArrayList<>(count);
        for (Hold hold = first; hold != null; hold = hold.next) {
            all.add(hold.toString());
        }
        return all;
    }
}
