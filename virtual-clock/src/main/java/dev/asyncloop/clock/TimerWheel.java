// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.clock;

import static java.util.Objects.requireNonNull;

import dev.asyncloop.clock.TimerQueue.Timer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Timers in slots, the nearer the finer, none of which is sorted before its turn.
 *
 * <p>A deadline is a number of eleven digits to the base 64. The level of a timer is the highest digit in which it differs from
 * a base, its slot on that level the digit there. So the first timers are in the first occupied slot of the lowest
 * occupied level. If they are few or have all the same deadline, they are sorted; otherwise the base moves to the slot, which
 * spreads them over lower levels. A timer moves down only, so at most eleven times, mostly two or three.
 *
 * <p>These are the hierarchical timing wheels of Varghese and Lauck ("Hashed and hierarchical timing wheels", SOSP 1987) with
 * the exact order of a radix heap (Ahuja, Mehlhorn, Orlin, Tarjan: "Faster algorithms for the shortest path problem", JACM
 * 1990).
 */
final class TimerWheel {

    private static final int DIGIT_BITS = 6;
    private static final int DIGITS = 1 << DIGIT_BITS;
    private static final int LEVELS = (Long.SIZE + DIGIT_BITS - 1) / DIGIT_BITS;

    private final @Nullable TimerSlot[] slots = new TimerSlot[LEVELS * DIGITS];

    /** The occupied slots of every level, and the levels that have any. */
    private final long[] occupied = new long[LEVELS];

    private int levels;

    /** Deadlines that were read before they are needed, so that the machine waits for many at a time. */
    private final long[] ahead = new long[64];

    /** The deadline from which levels are counted. */
    private long base;

    /** The first deadline that is kept here, not before the base. */
    private long from;

    private int size;

    int size() {
        return size;
    }

    /** Returns whether timers of a deadline are kept here, which is so for all that are not earlier than some time, as long as there are any. */
    boolean covers(long deadline) {
        return size > 0 && deadline >= from;
    }

    /** Keeps timers from a deadline on that is earlier than that of all timers here. */
    void startAt(long deadline) {
        if (size == 0) {
            base = deadline;
        } else if (deadline < base) {
            lowerBase(deadline);
        }
        from = deadline;
    }

    /** Adds a timer whose deadline is not before the start. */
    void add(Timer timer) {
        add(timer, timer.deadline);
    }

    private void add(Timer timer, long deadline) {
        int level = levelOf(deadline);
        int digit = digit(deadline, level);
        occupied[level] |= 1L << digit;
        levels |= 1 << level;
        slot(level, digit).add(timer, deadline);
        size++;
    }

    /** Removes a timer; returns whether it was here. */
    boolean remove(Timer timer) {
        int level = levelOf(timer.deadline);
        int digit = digit(timer.deadline, level);
        TimerSlot slot = slots[level * DIGITS + digit];
        if (slot == null || !slot.remove(timer)) {
            return false;
        }
        size--;
        if (slot.size() == 0) {
            vacate(level, digit);
        }
        return true;
    }

    /** Moves the first timers to a run that is empty, and starts behind them. */
    void moveFirstTo(TimerRun run) {
        while (true) {
            int level = Integer.numberOfTrailingZeros(levels);
            int digit = Long.numberOfTrailingZeros(occupied[level]);
            TimerSlot slot = slot(level, digit);
            vacate(level, digit);
            size -= slot.size();
            if (level == 0 || slot.size() <= TimerSort.FEW) {
                from = run.take(slot) + 1; // beyond the last of all deadlines there is nothing, whatever this is then
                return;
            }
            base = slot.least();
            addAll(slot);
        }
    }

    /** Gives all timers to an action that are in slots with deadlines up to a limit, among them those up to the limit. */
    void forEach(long limit, Consumer<? super Timer> action) {
        for (int level = 0; level < LEVELS; level++) {
            for (long left = occupied[level]; left != 0; left &= left - 1) {
                TimerSlot slot = slot(level, Long.numberOfTrailingZeros(left));
                if (slot.least() > limit) {
                    return;
                }
                slot.forEach(action);
            }
        }
    }

    /** Lowers the base: what has the higher digits of the old one in common with it is in one slot of the new one. */
    private void lowerBase(long deadline) {
        int level = level(deadline ^ base);
        base = deadline;
        for (int lower = 0; lower < level; lower++) {
            for (long left = occupied[lower]; left != 0; left &= left - 1) {
                int digit = Long.numberOfTrailingZeros(left);
                TimerSlot slot = slot(lower, digit);
                vacate(lower, digit);
                size -= slot.size();
                addAll(slot);
            }
        }
    }

    private void addAll(TimerSlot slot) {
        int count = slot.size();
        @Nullable Timer[] timers = slot.exchange(TimerSlot.NO_TIMERS);
        for (int start = 0; start < count; start += ahead.length) {
            int length = Math.min(ahead.length, count - start);
            for (int i = 0; i < length; i++) {
                ahead[i] = requireNonNull(timers[start + i]).deadline;
            }
            for (int i = 0; i < length; i++) {
                add(requireNonNull(timers[start + i]), ahead[i]);
                timers[start + i] = null; // as TimerSlot.moved
            }
        }
    }

    private void vacate(int level, int digit) {
        occupied[level] &= ~(1L << digit);
        if (occupied[level] == 0) {
            levels &= ~(1 << level);
        }
    }

    private TimerSlot slot(int level, int digit) {
        int index = level * DIGITS + digit;
        TimerSlot slot = slots[index];
        if (slot == null) {
            slot = new TimerSlot();
            slots[index] = slot;
        }
        return slot;
    }

    private int levelOf(long deadline) {
        return level(deadline ^ base);
    }

    private static int level(long difference) {
        return (Long.SIZE - 1 - Long.numberOfLeadingZeros(difference | 1)) / DIGIT_BITS;
    }

    /** Returns a digit of a deadline, counted from the least of all so that they are in order. */
    private static int digit(long deadline, int level) {
        return (int) ((deadline ^ Long.MIN_VALUE) >>> level * DIGIT_BITS) & DIGITS - 1;
    }
}
