// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import dev.asyncloop.Loop;
import dev.asyncloop.internal.PlainJava;
import java.time.Duration;
import java.util.concurrent.Callable;

/** A program that sleeps for an hour in a loop, if it can do so in virtual time. */
final class Program {

    private Program() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
        System.out.println("obstacle: " + PlainJava.obstacle());
        if (PlainJava.isOn()) {
            System.out.println("slept " + sleep());
        }
    }

    /** Sleeps for an hour, and returns how long that was. */
    static Duration sleep() {
        try (Loop loop = Loop.create()) {
            return loop.run(new Nap());
        }
    }

    /** An hour of sleep, which returns how long that was. */
    static final class Nap implements Callable<Duration> {

        @Override
        public Duration call() throws InterruptedException {
            long begin = System.nanoTime();
            Thread.sleep(3_600_000);
            return Duration.ofNanos(System.nanoTime() - begin);
        }
    }
}
