// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import java.time.Duration;

/** A program for {@link SignalTests}, which says what happens to it. */
final class SignalledMain {

    private SignalledMain() {}

    private static void say(String what) {
        System.out.println(what);
        System.out.flush();
    }

    /** Runs until it is told to stop; cleans up as the first argument says. */
    public static void main(String[] args) {
        Loop loop =
                Loop.builder().realTime().shutdownGrace(Duration.ofMinutes(10)).build();
        try {
            loop.runMain(() -> {
                switch (args[0]) {
                    case "exit" -> System.exit(3);
                    case "foreign-exit" -> new Thread(() -> System.exit(4)).start();
                    default -> loop.spawnBackground("background", () -> cleanUp(loop, args[0]));
                }
                try {
                    loop.yieldNow();
                    loop.callSoon(() -> say("ready"));
                    loop.sleep(Duration.ofDays(1));
                } catch (TaskCancelledException e) {
                    say("main cancelled");
                    throw e;
                }
            });
        } finally {
            say("loop closed: " + loop.isClosed());
        }
    }

    private static void cleanUp(Loop loop, String how) {
        try {
            loop.sleep(Duration.ofDays(1));
        } finally {
            say("cleaning up");
            if (how.equals("slow")) {
                loop.sleep(Duration.ofMinutes(5));
            } else {
                loop.sleep(Duration.ofMillis(1));
            }
            say("cleaned up");
        }
    }
}
