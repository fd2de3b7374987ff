// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

/** Says that a program does not do the same for the same choices, so that a search cannot know which orders it has. */
final class Unrepeatable {

    private static final String CAUSES =
            " The program does not do the same for the same choices, so no search can try all"
                    + " of its orders. Likely causes: another thread, the wall clock, a random generator other than the loop's, the"
                    + " iteration order of a HashMap or HashSet whose keys have identity hash codes, or state (a static field, a"
                    + " file) that one order leaves to the next.";

    private Unrepeatable() {}

    static UnrepeatableException candidates(int level, int before, int now) {
        return because("Choice " + (level + 1) + " had " + before + " candidates when it was met first, and has " + now
                + " now.");
    }

    static UnrepeatableException tooFew(int level, int choice, int now) {
        return because("Choice " + (level + 1) + " had at least " + (choice + 1)
                + " candidates when it was met first, and has " + now + " now.");
    }

    static UnrepeatableException actor(int level) {
        return because(
                "Choice " + (level + 1) + " has as many candidates as when it was met first, but others: the one that"
                        + " was chosen then is not at its place.");
    }

    static UnrepeatableException stretch(int level) {
        return because("One of the choices up to the " + (level + 1)
                + "th has another number of candidates than when it was" + " met first.");
    }

    static UnrepeatableException shorter(int made, int expected) {
        return because("A run has ended after " + made + " choices, and had at least " + expected + " before.");
    }

    private static UnrepeatableException because(String what) {
        return new UnrepeatableException(what + CAUSES);
    }
}
