// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the line of user code behind a call, cheaply: the frame is kept, its text made when somebody asks. */
final class Sites {

    /** Fetches as many frames at once as of ours lie before that of the user, as a rule. */
    private static final StackWalker WALKER =
            StackWalker.getInstance(Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE), 10);

    private static final String OURS = "dev.asyncloop.internal.";
    private static final String UNKNOWN = "(unknown)";

    private Sites() {}

    /** A frame that was not looked up, but is where others of the kind were made. */
    record Believed(StackFrame frame) implements StackFrame {

        @Override
        public String getClassName() {
            return frame.getClassName();
        }

        @Override
        public String getMethodName() {
            return frame.getMethodName();
        }

        @Override
        public Class<?> getDeclaringClass() {
            return frame.getDeclaringClass();
        }

        @Override
        public int getByteCodeIndex() {
            return frame.getByteCodeIndex();
        }

        @Override
        public @Nullable String getFileName() {
            return frame.getFileName();
        }

        @Override
        public int getLineNumber() {
            return frame.getLineNumber();
        }

        @Override
        public boolean isNativeMethod() {
            return frame.isNativeMethod();
        }

        @Override
        public StackTraceElement toStackTraceElement() {
            return frame.toStackTraceElement();
        }
    }

    /** Returns the innermost frame that is neither ours nor the JDK's. */
    static @Nullable StackFrame caller() {
        return WALKER.walk(Sites::firstOfUser);
    }

    private static @Nullable StackFrame firstOfUser(Stream<StackFrame> frames) {
        for (Iterator<StackFrame> left = frames.iterator(); left.hasNext(); ) {
            StackFrame frame = left.next();
            if (isUserCode(frame.getDeclaringClass().getName())) {
                return frame;
            }
        }
        return null;
    }

    /** Returns the line of user code that lets a thread drive a loop, or {@code (unknown)}. */
    static String driveSite(Thread driver) {
        boolean driving = false;
        for (StackTraceElement element : driver.getStackTrace()) {
            driving |= element.getClassName().equals(Engine.class.getName())
                    && element.getMethodName().equals("drive");
            if (driving && isUserCode(element.getClassName())) {
                return text(element);
            }
        }
        return UNKNOWN;
    }

    /** Returns whether a class is being initialized by the step that runs. */
    static boolean isInInitializer() {
        return WALKER.walk(frames -> frames.takeWhile(
                        frame -> !frame.getClassName().equals(Engine.class.getName()))
                .anyMatch(frame -> frame.getMethodName().equals("<clinit>")));
    }

    /** Returns the innermost line of user code of a suspended or running thread, or {@code (unknown)}. */
    static String suspensionSite(@Nullable Thread thread) {
        if (thread != null) {
            for (StackTraceElement element : thread.getStackTrace()) {
                if (isUserCode(element.getClassName())) {
                    return text(element);
                }
            }
        }
        return UNKNOWN;
    }

    static String text(@Nullable StackFrame frame) {
        return frame == null
                ? UNKNOWN
                : (frame instanceof Believed ? "probably " : "") + text(frame.toStackTraceElement());
    }

    private static String text(StackTraceElement element) {
        return "(" + (element.getFileName() == null ? element.getClassName() : element.getFileName()) + ":"
                + element.getLineNumber() + ")";
    }

    static boolean isUserCode(String className) {
        return !(className.startsWith(OURS)
                || className.startsWith("java.")
                || className.startsWith("jdk.")
                || className.startsWith("sun.")
                || className.equals("dev.asyncloop.Loop")
                || className.equals("dev.asyncloop.Task")
                || className.equals("dev.asyncloop.Tasks")
                || className.startsWith("dev.asyncloop.boot.")
                || className.startsWith("dev.asyncloop.agent.LoopBridge")
                || className.startsWith("dev.asyncloop.sync.Async")
                || className.startsWith("dev.asyncloop.io.")
                || className.startsWith("dev.asyncloop.junit.awaitility.")
                || className.startsWith("dev.asyncloop.junit.assertj."));
    }
}
