// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.schedule;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * An order of steps that can be written down: FIFO, a seed, or the recorded choices of a run.
 *
 * <table>
 * <caption>Texts</caption>
 * <tr><th>text</th><th>order</th></tr>
 * <tr><td>{@code fifo}</td><td>always the candidate that arrived first</td></tr>
 * <tr><td>{@code 0x5eed}, {@code 42}</td><td>a random walk from this seed: hexadecimal with {@code 0x}, or decimal</td></tr>
 * <tr><td>{@code r2.…}</td><td>a replay token: the choices of a recorded run, then FIFO</td></tr>
 * </table>
 *
 * @since 0.1
 */
public abstract class Schedule {

    private static final Schedule FIFO = new Fifo();

    Schedule() {}

    /**
     * Returns FIFO order.
     *
     * @return the schedule with the text {@code fifo}
     */
    public static Schedule fifo() {
        return FIFO;
    }

    /**
     * Returns the random walk from a seed.
     *
     * @param seed any number
     * @return the schedule whose text is the seed in hexadecimal
     */
    public static Schedule random(long seed) {
        return new Seeded(seed);
    }

    /**
     * Returns an order that cannot be written down beforehand: the choices of its run are, afterwards.
     *
     * @param description what kind of order it is, in words, with what tells it from others of its kind
     * @param number what {@link #number()} is to return
     * @param source makes the source of choices; called for each run
     * @return a schedule whose {@link #text()} cannot be parsed
     */
    public static Schedule of(String description, long number, Supplier<? extends ChoiceSource> source) {
        return new Unwritten(description, number, source);
    }

    /**
     * Returns this same order, watched: what makes sources is asked to wrap each of them, so that somebody hears of the
     * choices, steps and touches of the run.
     *
     * @param observer gets a source, and returns one that answers alike
     * @return a schedule with the text, description and number of this one
     */
    public Schedule watchedBy(UnaryOperator<ChoiceSource> observer) {
        return new Watched(this, observer);
    }

    /**
     * Reads a schedule from its text; white space around it is ignored.
     *
     * @param text {@code fifo}, a seed or a replay token
     * @return the schedule
     * @throws IllegalArgumentException if the text is none of these, or a token is damaged or of another version
     */
    public static Schedule parse(String text) {
        String trimmed = Objects.requireNonNull(text, "seed").strip();
        if (trimmed.equalsIgnoreCase("fifo")) {
            return FIFO;
        }
        if (ReplayToken.looksLikeOne(trimmed)) {
            return ReplayToken.read(trimmed);
        }
        try {
            String lower = trimmed.toLowerCase(Locale.ROOT).replace("_", "");
            if (lower.startsWith("0x")) {
                return random(Long.parseUnsignedLong(lower.substring(2), 16));
            }
            return random(Long.parseLong(lower));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no seed: expected \"fifo\", a number such as \"0x5eed\" (hexadecimal, up to 16"
                            + " digits) or \"42\", or a replay token (\"r2.…\") exactly as a failure printed it.",
                    e);
        }
    }

    /**
     * Returns a source of choices that starts at the beginning of this order.
     *
     * @return a new source
     */
    public abstract ChoiceSource newSource();

    /**
     * Returns the text from which {@link #parse} makes an equal schedule; or, if {@link #isWritten()} is false, a name.
     *
     * @return the text
     */
    public abstract String text();

    /**
     * Returns whether {@link #text()} can be parsed. Otherwise the replay token of a run repeats it.
     *
     * @return whether this order can be written down without running it
     */
    public boolean isWritten() {
        return true;
    }

    /**
     * Returns what kind of order this is, in words.
     *
     * @return a short text for reports
     */
    public abstract String describe();

    /**
     * Returns a number to seed other generators with, such as the one injected into tests.
     *
     * @return a number that depends on this schedule only
     */
    public abstract long number();

    @Override
    public final boolean equals(Object other) {
        return other instanceof Schedule schedule && schedule.text().equals(text());
    }

    @Override
    public final int hashCode() {
        return text().hashCode();
    }

    @Override
    public final String toString() {
        return text();
    }

    private static final class Fifo extends Schedule {

        @Override
        public ChoiceSource newSource() {
            return (n, candidates) -> 0;
        }

        @Override
        public String text() {
            return "fifo";
        }

        @Override
        public String describe() {
            return "FIFO order";
        }

        @Override
        public long number() {
            return 0;
        }
    }

    private static final class Unwritten extends Schedule {

        private final String description;
        private final long number;
        private final Supplier<? extends ChoiceSource> source;

        Unwritten(String description, long number, Supplier<? extends ChoiceSource> source) {
            this.description = Objects.requireNonNull(description, "description");
            this.number = number;
            this.source = Objects.requireNonNull(source, "source");
        }

        @Override
        public ChoiceSource newSource() {
            return source.get();
        }

        @Override
        public String text() {
            return description;
        }

        @Override
        public boolean isWritten() {
            return false;
        }

        @Override
        public String describe() {
            return description;
        }

        @Override
        public long number() {
            return number;
        }
    }

    private static final class Watched extends Schedule {

        private final Schedule order;
        private final UnaryOperator<ChoiceSource> observer;

        Watched(Schedule order, UnaryOperator<ChoiceSource> observer) {
            this.order = order;
            this.observer = Objects.requireNonNull(observer, "observer");
        }

        @Override
        public ChoiceSource newSource() {
            return observer.apply(order.newSource());
        }

        @Override
        public String text() {
            return order.text();
        }

        @Override
        public boolean isWritten() {
            return order.isWritten();
        }

        @Override
        public String describe() {
            return order.describe();
        }

        @Override
        public long number() {
            return order.number();
        }
    }

    private static final class Seeded extends Schedule {

        private final long seed;

        Seeded(long seed) {
            this.seed = seed;
        }

        @Override
        public ChoiceSource newSource() {
            return new RandomWalk(seed);
        }

        @Override
        public String text() {
            return "0x" + Long.toHexString(seed);
        }

        @Override
        public String describe() {
            return "random walk";
        }

        @Override
        public long number() {
            return seed;
        }
    }
}
