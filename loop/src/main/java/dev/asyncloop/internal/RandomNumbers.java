// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.schedule.Seeds;

/**
 * The random numbers of plain Java. They depend on the loop's seed, on who draws them, and on how many that one has drawn: not on
 * what others do, nor on what was in the JVM before.
 */
final class RandomNumbers {

    private static final long STREAM = 0x706c61696eL;
    private static final long LOOP = 0;
    private static final long IN_PASSING = 1;

    private final Engine engine;
    private final long seed;
    private int drawnInPassing;

    RandomNumbers(Engine engine) {
        this.engine = engine;
        seed = Seeds.nth(engine.settings.schedule.number(), STREAM);
    }

    /** Returns a number that is always the same in this loop. */
    long ofLoop() {
        return Seeds.nth(seed, LOOP);
    }

    /** Returns the next number for the step that runs. */
    long next() {
        Step step = engine.runningStep();
        return step == null ? nextInPassing() : Seeds.nth(seed, step.nextDraw());
    }

    /**
     * Returns the next number to seed something with. A class is initialized once in a JVM, so what it draws is counted apart: what
     * is drawn after it is the same in every run.
     */
    long nextSeed() {
        return Sites.isInInitializer() ? nextInPassing() : next();
    }

    /** Returns the next number for the name of a file: counted apart, for one has to draw again where there is such a file. */
    long nextForFile() {
        Step step = engine.runningStep();
        return step == null ? nextInPassing() : Seeds.nth(seed, step.nextDrawForFile());
    }

    private long nextInPassing() {
        return Seeds.nth(seed, Seeds.nth(IN_PASSING, ++drawnInPassing));
    }

    /** Fills an array with random bytes. */
    void fill(byte[] bytes) {
        long bits = 0;
        for (int i = 0; i < bytes.length; i++) {
            bits = i % Long.BYTES == 0 ? next() : bits >>> Byte.SIZE;
            bytes[i] = (byte) bits;
        }
    }
}
