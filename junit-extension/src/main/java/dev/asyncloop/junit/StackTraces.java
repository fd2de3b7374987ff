// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.internal.EventLoop;
import java.util.Arrays;

/** Cuts stack traces where the user's code ends. */
final class StackTraces {

    private static final String OURS = StackTraces.class.getPackageName() + ".";

    private static final String LOOP = EventLoop.class.getPackageName() + ".";

    private StackTraces() {}

    /** Returns the frames above the first one of the extension; its cause keeps the whole trace. */
    static StackTraceElement[] withoutOurs(StackTraceElement[] trace) {
        for (int i = 0; i < trace.length; i++) {
            if (isOurs(trace[i].getClassName())) {
                int end = i;
                while (end > 0 && isBetween(trace[end - 1].getClassName())) {
                    end--;
                }
                return Arrays.copyOf(trace, end);
            }
        }
        return trace;
    }

    /** Returns whether the thread is driving a loop, whatever the step of the loop does. */
    static boolean isInLoop(StackTraceElement[] trace) {
        for (StackTraceElement frame : trace) {
            if (frame.getClassName().startsWith(LOOP)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a class calls user code for JUnit or us, so that it stands between the two in a trace. */
    private static boolean isBetween(String className) {
        return className.startsWith("java.lang.reflect.")
                || className.startsWith("jdk.internal.")
                || className.startsWith("org.junit.");
    }

    private static boolean isOurs(String className) {
        return className.equals(OURS + "AsyncLoopExtension")
                || className.equals(OURS + "InNodeExplorer")
                || className.equals(OURS + "Fixtures")
                || className.equals(OURS + "ScheduleRun")
                || className.equals(OURS + "Calls");
    }
}
