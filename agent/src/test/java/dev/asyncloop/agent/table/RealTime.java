// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import dev.asyncloop.agent.table.Programs.Program;

/**
 * Runs all programs without a loop, in real time and with short hours, and prints which of them observe something else: {@code java
 * -Dasyncloop.table.hour=100 ..}. How precise real time is depends on the machine, so this is no test.
 */
final class RealTime {

    private RealTime() {}

    /** Runs those whose name contains one of the arguments, or all. */
    public static void main(String[] args) throws Exception {
        int run = 0;
        int other = 0;
        for (Program program : Programs.all()) {
            if (program.row().since() <= Runtime.version().feature() && isChosen(program, args)) {
                run++;
                String seen = observe(program);
                if (!seen.equals(program.row().gives())) {
                    other++;
                    System.out.println(program + ": expected " + program.row().gives() + ", observed " + seen);
                }
            }
        }
        System.out.println(run + " programs, " + other + " with other observations");
        System.exit(0);
    }

    private static String observe(Program program) throws InterruptedException {
        String[] seen = {""};
        Thread thread = new Thread(() -> {
            try {
                seen[0] = program.run();
            } catch (Exception | LinkageError e) {
                seen[0] = e.toString();
            }
        });
        thread.start();
        thread.join();
        return seen[0];
    }

    private static boolean isChosen(Program program, String... names) {
        for (String name : names) {
            if (program.toString().contains(name)) {
                return true;
            }
        }
        return names.length == 0;
    }
}
