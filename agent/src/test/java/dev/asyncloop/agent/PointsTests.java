// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.DeadlockException;
import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.agent.bugs.Bug;
import dev.asyncloop.agent.bugs.Subject;
import dev.asyncloop.explore.Exploration;
import dev.asyncloop.explore.Explorer;
import dev.asyncloop.explore.Shared;
import dev.asyncloop.explore.Strategy;
import dev.asyncloop.internal.EventLoop;
import dev.asyncloop.internal.Settings;
import dev.asyncloop.schedule.Points;
import dev.asyncloop.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scheduling points in plain Java. */
@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "plain Java needs virtual threads that let go of monitors")
@Timeout(120)
class PointsTests {

    private static final int SEEDS = 40;

    private static Loop loop(Points points, long seed) {
        Settings settings = new Settings();
        settings.schedule = Schedule.random(seed);
        settings.points = points;
        settings.memoryPackages = List.of("dev.asyncloop.agent.bugs");
        return new EventLoop(settings);
    }

    /** Runs a subject on two threads; returns whether all went well, and tells the trace. */
    private static boolean run(Subject subject, Points points, long seed, List<String> traces) {
        Loop loop = loop(points, seed);
        boolean right;
        try (loop) {
            loop.run(() -> {
                Thread second = new Thread(subject.second());
                second.start();
                subject.first().run();
                second.join();
                return null;
            });
            right = subject.isRight().getAsBoolean();
        } catch (DeadlockException e) {
            right = false;
        }
        traces.add(loop.trace().last().toString());
        return right;
    }

    private static int failures(Bug bug, Points points) {
        int failures = 0;
        for (long seed = 0; seed < SEEDS && failures == 0; seed++) {
            failures += run(bug.make(), points, seed, new ArrayList<>()) ? 0 : 1;
        }
        return failures;
    }

    @ParameterizedTest
    @EnumSource
    void bug_withEachSetOfPoints_isFoundOnceThePointsLieAroundIt(Bug bug) {
        for (Points points : Points.values()) {
            assertThat(failures(bug, points) > 0).as("found with %s", points).isEqualTo(bug.failsWith(points));
        }
    }

    @ParameterizedTest
    @EnumSource
    void bug_withTheSameSeed_takesTheSameSteps(Bug bug) {
        for (long seed = 0; seed < 10; seed++) {
            List<String> traces = new ArrayList<>();
            boolean first = run(bug.make(), Points.MEMORY, seed, traces);
            boolean again = run(bug.make(), Points.MEMORY, seed, traces);
            assertThat(again).isEqualTo(first);
            assertThat(traces.get(1)).isEqualTo(traces.get(0));
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "ATOMIC_GET_THEN_SET",
                "ATOMIC_INCREMENT",
                "SYNCHRONIZED_GET_THEN_SET",
                "VOLATILE_INCREMENT",
                "MONITORS_IN_OPPOSITE_ORDER"
            })
    void search_thatLeavesOutWhatMakesNoDifference_findsWhatTheWholeOneFinds(Bug bug) throws InterruptedException {
        Exploration whole = explore(bug, Shared.UNKNOWN);
        Exploration reduced = explore(bug, Shared.TRACKED);
        assertThat(reduced.failure().isPresent())
                .isEqualTo(whole.failure().isPresent())
                .isEqualTo(bug.failsWith(Points.SYNC));
    }

    private static Exploration explore(Bug bug, Shared shared) throws InterruptedException {
        return new Explorer()
                .strategy(Strategy.EXHAUSTIVE)
                .shared(shared)
                .schedules(20_000)
                .points(Points.SYNC)
                .explore(loop -> {
                    Subject subject = bug.make();
                    loop.run(() -> {
                        Task<?> second = loop.spawn(subject.second()::run);
                        subject.first().run();
                        second.await();
                        return null;
                    });
                    assertThat(subject.isRight().getAsBoolean()).isTrue();
                });
    }

    @Test
    void point_betweenUnparkAndPark_doesNotTakeThePermit() {
        for (long seed = 0; seed < SEEDS; seed++) {
            AtomicBoolean done = new AtomicBoolean();
            AtomicReference<Thread> waiter = new AtomicReference<>();
            Runnable waiting = () -> {
                waiter.set(Thread.currentThread());
                while (!done.get()) {
                    LockSupport.park();
                }
            };
            Runnable waking = () -> {
                done.set(true);
                LockSupport.unpark(waiter.get());
            };
            assertThat(run(new Subject(waiting, waking, done::get), Points.SYNC, seed, new ArrayList<>()))
                    .isTrue();
        }
    }

    @Test
    void synchronizedMethod_thatFails_releasesItsMonitor() {
        for (long seed = 0; seed < SEEDS; seed++) {
            assertThat(run(Bug.failing(), Points.MEMORY, seed, new ArrayList<>()))
                    .isTrue();
        }
    }
}
