// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

/** One operation of a task of a {@link Machine}; each is a step of its own. */
record Op(What what, int on) {

    enum What {
        /** Reads a variable into the register. */
        READ,
        /** Writes the register times three plus one into a variable. */
        WRITE,
        LOCK,
        UNLOCK,
        /** Starts another task. */
        SPAWN,
        /** Gives way. */
        YIELD,
        /** Asks for one of so many values and adds it to the register. */
        PICK,
        /** Touches nothing. */
        NOTHING,
        /** Cancels a task that is ready and has not started. */
        CANCEL
    }

    static Op read(int variable) {
        return new Op(What.READ, variable);
    }

    static Op write(int variable) {
        return new Op(What.WRITE, variable);
    }

    static Op lock(int lock) {
        return new Op(What.LOCK, lock);
    }

    static Op unlock(int lock) {
        return new Op(What.UNLOCK, lock);
    }

    static Op spawn(int task) {
        return new Op(What.SPAWN, task);
    }

    static Op giveWay() {
        return new Op(What.YIELD, 0);
    }

    static Op pick(int values) {
        return new Op(What.PICK, values);
    }

    static Op nothing() {
        return new Op(What.NOTHING, 0);
    }

    static Op cancel(int task) {
        return new Op(What.CANCEL, task);
    }
}
