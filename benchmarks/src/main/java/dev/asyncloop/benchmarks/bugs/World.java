// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import java.util.List;
import java.util.stream.IntStream;

/** What a program is made of: tasks, variables and locks, whether they are a loop's or threads'. */
interface World {

    /**
     * Makes a variable that tasks share.
     *
     * @param initial its first value
     */
    <T> Variable<T> variable(T initial);

    /** Makes numbers that tasks share, all 0. */
    default List<Variable<Integer>> array(int size) {
        return IntStream.range(0, size).mapToObj(i -> variable(0)).toList();
    }

    /**
     * Makes a lock that one task can hold at a time.
     *
     * @param name for reports
     */
    Mutex mutex(String name);

    /**
     * Starts a task.
     *
     * @param name for reports
     * @param body what it runs
     */
    Spawned spawn(String name, Runnable body);

    /** Gives way to others where the program could do so, in worlds in which it has to say where. */
    void pause();

    /** Starts a task for each body, in this order, and waits for them all. */
    default void together(Runnable... bodies) {
        Spawned[] tasks = new Spawned[bodies.length];
        for (int i = 0; i < bodies.length; i++) {
            tasks[i] = spawn("t" + (i + 1), bodies[i]);
        }
        for (Spawned task : tasks) {
            task.join();
        }
    }

    /** A variable that tasks share. */
    interface Variable<T> {

        T get();

        void set(T value);
    }

    /** A lock. */
    interface Mutex {

        void lock();

        void unlock();

        /** Runs a section while holding the lock. */
        default void hold(Runnable section) {
            lock();
            try {
                section.run();
            } finally {
                unlock();
            }
        }
    }

    /** A task that was started. */
    @FunctionalInterface
    interface Spawned {

        /** Waits for its end; throws what it has thrown. */
        void join();
    }

    /** Adds to a number: a read and a write, between which others may come. */
    static void add(Variable<Integer> number, int amount) {
        number.set(number.get() + amount);
    }
}
