// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import java.util.Arrays;

/** Cuts stack traces where the user's code ends. */
final class StackTraces {

    private static final String OURS = StackTraces.class.getPackageName() + ".";
    private static final String REFLECTION = "java.lang.reflect.";

    private StackTraces() {}

    /** Returns the frames above the first one of the extension; its cause keeps the whole trace. */
    static StackTraceElement[] withoutOurs(StackTraceElement[] trace) {
        for (int i = 0; i < trace.length; i++) {
            if (isOurs(trace[i].getClassName())) {
                int end = i;
                while (end > 0 && trace[end - 1].getClassName().startsWith(REFLECTION)) {
                    end--;
                }
                return Arrays.copyOf(trace, end);
            }
        }
        return trace;
    }

    private static boolean isOurs(String className) {
        return className.equals(OURS + "AsyncLoopExtension")
                || className.equals(OURS + "InNodeExplorer")
                || className.equals(OURS + "Fixtures")
                || className.equals(OURS + "ScheduleRun")
                || className.equals(OURS + "Calls");
    }
}
