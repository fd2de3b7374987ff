// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.internal.Watchdog;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What happens to a step that cannot be stopped from Java: see {@link ConfigurationKeys#HANG}. */
final class Hang {

    private static final int EXIT_CODE = 86;

    private Hang() {}

    static Watchdog watchdog(Configuration configuration) {
        String wish = configuration.get(ConfigurationKeys.HANG).orElse("halt").toLowerCase(Locale.ROOT);
        boolean halt = wish.equals("halt") && !isDebugged();
        return new Watchdog(report -> told(report, halt));
    }

    private static boolean isDebugged() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .anyMatch(argument -> argument.contains("jdwp"));
    }

    @SuppressWarnings("SystemOut") // the JVM is about to end, or the test hangs: nobody would read a log
    private static void told(String report, boolean halt) {
        System.err.println("asyncloop: a test hangs and does not react to interrupts.\n" + report
                + (halt
                        ? "\nasyncloop: ending the JVM with code " + EXIT_CODE
                                + ", since nothing else would end this test (" + ConfigurationKeys.HANG
                                + "=report to leave it)."
                        : ""));
        System.err.flush();
        if (halt) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }
}
