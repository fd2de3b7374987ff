// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.ConcurrentModificationException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes a loop for a person. */
final class Dumps {

    private static final int MAX_TASKS = 20;
    private static final int MAX_TIMERS = 5;
    private static final int MAX_FRAMES = 30;
    private static final int MAX_SEED = 256;

    private Dumps() {}

    /** Describes the loop; on another thread than its own, as well as can be. */
    static String of(EventLoop loop) {
        Engine engine = loop.engine;
        StringBuilder text = new StringBuilder("Loop \"")
                .append(loop.name())
                .append("\" at " + engine.settings.timeLabel() + " time ")
                .append(Durations.text(engine.clock.nanoTime()))
                .append(" (")
                .append(engine.clock.instant())
                .append("), ")
                .append(engine.steps())
                .append(" steps, seed ")
                .append(abbreviated(loop.seed()))
                .append(", on ")
                .append(loop.backendText());
        try {
            tasks(loop, text);
            timers(engine, text);
            holds(engine, text);
        } catch (ConcurrentModificationException | NullPointerException | IndexOutOfBoundsException e) {
            text.append("\n  (the loop went on while it was described)");
        }
        return text.toString();
    }

    /** The token of a run with very many choices would hide all the rest. */
    private static String abbreviated(String seed) {
        return seed.length() <= MAX_SEED
                ? seed
                : seed.substring(0, MAX_SEED / 4) + "… (" + seed.length() + " characters)";
    }

    private static void tasks(EventLoop loop, StringBuilder text) {
        List<FibreTask<?>> tasks = loop.liveTasks();
        text.append("\n  tasks not done: ").append(tasks.size());
        for (FibreTask<?> task : tasks.subList(0, Math.min(MAX_TASKS, tasks.size()))) {
            text.append("\n    ").append(line(task));
        }
        more(text, tasks.size() - MAX_TASKS);
    }

    /** Describes a task in one line. */
    static String line(FibreTask<?> task) {
        return task.nameForReports() + " " + task.describe() + (task.isBackground() ? ", in the background" : "")
                + ", spawned at " + task.spawnSite();
    }

    private static void timers(Engine engine, StringBuilder text) {
        List<LoopTimer> timers = engine.timers.inOrder();
        if (engine.ready.total() > 0) {
            text.append("\n  steps ready: ").append(engine.ready.total());
        }
        text.append("\n  timers armed: ").append(timers.size());
        for (LoopTimer timer : timers.subList(0, Math.min(MAX_TIMERS, timers.size()))) {
            text.append("\n    ").append(timer.describe());
        }
        more(text, timers.size() - MAX_TIMERS);
    }

    private static void holds(Engine engine, StringBuilder text) {
        List<String> holds = engine.holds.describe();
        if (!holds.isEmpty()) {
            text.append("\n  the clock is held by: ").append(holds.size());
            holds.subList(0, Math.min(MAX_TIMERS, holds.size()))
                    .forEach(hold -> text.append("\n    ").append(hold));
            more(text, holds.size() - MAX_TIMERS);
        }
    }

    private static void more(StringBuilder text, int more) {
        if (more > 0) {
            text.append("\n    … and ").append(more).append(" more");
        }
    }

    static String stack(@Nullable Thread thread) {
        if (thread == null) {
            return "  (no stack)";
        }
        StackTraceElement[] stack = thread.getStackTrace();
        StringBuilder text = new StringBuilder("Thread \"")
                .append(thread.getName())
                .append("\", ")
                .append(thread.getState());
        for (int i = 0; i < Math.min(MAX_FRAMES, stack.length); i++) {
            text.append("\n    at ").append(stack[i]);
        }
        return text.toString();
    }
}
