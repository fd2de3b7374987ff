// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.internal.PlainJava;
import dev.asyncloop.schedule.Points;
import java.util.List;

/** Says where tasks could be left for others, so that nobody looks for a race elsewhere. */
final class PointsText {

    private PointsText() {}

    static String of(TestSettings settings) {
        Points points = settings.points();
        boolean sync = points != Points.BLOCKING;
        boolean plain = sync && PlainJava.isOn();
        boolean memory = plain && points == Points.MEMORY;
        String packages = String.join(", ", settings.memoryPackages());
        String slack = settings.timerSlackNanos() == 0
                ? ""
                : " Timers may be up to " + TestSettings.text(settings.timerSlackNanos()) + " late.";
        return "Scheduling points (" + points + "): spawn, await, sleep, yieldNow, cells, "
                + (sync ? "completions, cancellations, primitives of the loop, " : "")
                + (plain ? "locks, monitors, volatile fields, atomics and java.util.concurrent in plain Java, " : "")
                + (memory ? "fields and arrays in " + packages + ", " : "")
                + "groups, callbacks, timers, pool jobs." + slack + " Not: "
                + (memory
                        ? "other fields"
                        : plain ? "fields" : (sync ? "locks of the JDK" : "locks") + ", atomics and fields")
                + " without one of these between." + (sync && !plain ? " " + missing() : "")
                + (settings.asTask() && !PlainJava.isOn()
                        ? " Plain Java waits in real time: " + PlainJava.obstacle()
                        : "");
    }

    /** Returns what a test that asks for points in plain Java should know where there are none. */
    static List<String> warnings(TestSettings settings) {
        boolean asks = settings.points() == Points.MEMORY || settings.points() == Points.SYNC && settings.asTask();
        return asks && !PlainJava.isOn() ? List.of(missing()) : List.of();
    }

    private static String missing() {
        return "What plain Java does is no scheduling point here. " + PlainJava.obstacle();
    }
}
