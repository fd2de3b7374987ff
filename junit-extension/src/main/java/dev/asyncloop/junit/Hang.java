// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.internal.Watchdog;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** What happens to a step that cannot be stopped from Java: see {@link ConfigurationKeys#HANG}. */
final class Hang {

    private static final int EXIT_CODE = 86;

    /** How long the build tool gets to read the message. */
    private static final long FLUSH_NANOS = 1_000_000_000L;

    private Hang() {}

    static Watchdog watchdog(Configuration configuration) {
        return new Watchdog(lastResort(configuration));
    }

    /** Returns what takes the report of a test that hangs, and may end the JVM. */
    static Consumer<String> lastResort(Configuration configuration) {
        String wish = configuration.get(ConfigurationKeys.HANG).orElse("halt").toLowerCase(Locale.ROOT);
        boolean halt = wish.equals("halt") && !isDebugged();
        return report -> told(report, halt);
    }

    private static boolean isDebugged() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .anyMatch(argument -> argument.contains("jdwp"));
    }

    @SuppressWarnings("SystemOut") // the JVM is about to end, or the test hangs: nobody would read a log
    private static void told(String report, boolean halt) {
        String text = "asyncloop: a test hangs and does not react to interrupts.\n" + report
                + (halt
                        ? "\nasyncloop: ending the JVM with code " + EXIT_CODE
                                + ", since nothing else would end this test (" + ConfigurationKeys.HANG
                                + "=report to leave it)."
                        : "");
        System.err.println(text);
        System.err.flush();
        if (halt) {
            // the build tool may have replaced System.err by a channel of its own that the end of the JVM cuts off
            PrintStream process =
                    new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
            process.println(text);
            process.flush();
            LockSupport.parkNanos(FLUSH_NANOS);
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }
}
