// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.Loop;
import dev.asyncloop.schedule.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Looks into loops for tests of other packages, and lets real time be what a test says. */
public final class LoopInternals {

    private long nanos;
    private final List<Duration> sleeps = new ArrayList<>();

    /** Returns how many iterations have begun. */
    public static long iterations(Loop loop) {
        return ((EventLoop) loop).engine.iterations();
    }

    /** Returns what a run did that no seed controls. */
    public static List<String> beyondControl(Loop loop) {
        return ((EventLoop) loop).beyondControl();
    }

    /** Returns how many channels a loop knows by their addresses. */
    public static int knownChannels(Loop loop) {
        return ((EventLoop) loop).engine.poller().wires.size();
    }

    /** Lets real time pass. */
    public void pass(Duration time) {
        nanos += time.toNanos();
    }

    /** Returns a loop in real time, where that is told by this and sleeping takes as long as is asked for. */
    public Loop realTimeLoop() {
        return realTimeLoop(Schedule.fifo());
    }

    /** Returns a loop as {@link #realTimeLoop()}, in an order. */
    public Loop realTimeLoop(Schedule schedule) {
        Settings settings = new Settings();
        settings.schedule = schedule;
        settings.realTime = true;
        settings.nanoTime = () -> nanos;
        EventLoop loop = new EventLoop(settings);
        loop.engine.inbox.sleepBy(new Sleeper() {
            @Override
            public void sleep(long asked) {
                sleeps.add(Duration.ofNanos(asked));
                nanos += asked;
            }

            @Override
            public void wake(Thread driver) {
                throw new AssertionError("nobody calls from outside");
            }
        });
        return loop;
    }

    /** Returns a loop in virtual time and debug mode, whose steps take as long as {@link #pass} says. */
    public Loop debugLoop() {
        Settings settings = new Settings();
        settings.debug = true;
        settings.nanoTime = () -> nanos;
        return new EventLoop(settings);
    }

    /** Returns what the loop in real time has asked the operating system to sleep. */
    public List<Duration> sleeps() {
        return sleeps;
    }
}
