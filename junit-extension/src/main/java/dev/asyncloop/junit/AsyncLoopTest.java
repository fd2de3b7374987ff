// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.explore.Shared;
import dev.asyncloop.explore.Strategy;
import dev.asyncloop.schedule.Points;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Marks a test that runs on a {@link dev.asyncloop.Loop}, in virtual time, under several orders of its steps.
 *
 * <pre>{@code
 * @AsyncLoopTest
 * void seat_is_booked_once(Loop loop) {
 *     Booking booking = new Booking(loop);
 *     Task<Boolean> alice = loop.spawn("alice", () -> booking.book("12A"));
 *     Task<Boolean> bob = loop.spawn("bob", () -> booking.book("12A"));
 *     assertThat(alice.await() ^ bob.await()).isTrue();
 * }
 * }</pre>
 *
 * <p>The test is one node, which runs the first order, FIFO, and then those of its {@link #strategy()}; it stops at the first
 * order that fails. The failing order is made small, so that only the choices are left that matter, and run once more, to see
 * whether it fails each time. The failure names its token, which reproduces the order for ever: as {@link #seed()}, or as {@code
 * -Dasyncloop.seed=…}. The orders are a function of the method and the code, so that running the node again runs the same ones. A
 * class may set defaults with {@link AsyncLoopConfig}; the annotation itself may be a meta-annotation.
 *
 * <p><b>Orders that failed</b> are kept in {@code target/asyncloop/failures}, one file for each test, and tried first when the
 * test runs again, beside the {@link #schedules()}; what passes is dropped. {@link ConfigurationKeys#FAILURES} names another
 * folder, which may be under version control, or switches this off. A fixed seed and {@code schedules = 1} make no use of it.
 *
 * <p><b>Parameters</b> of the test, of {@code @BeforeEach} and {@code @AfterEach} methods and of the constructor, by exact
 * type, all of one loop within one order: {@link dev.asyncloop.Loop}, {@link dev.asyncloop.clock.VirtualClock} and {@link
 * java.time.Clock}, {@link dev.asyncloop.TaskGroup}, {@link java.util.random.RandomGenerator} (seeded with the order's seed),
 * and {@link java.util.concurrent.ScheduledExecutorService} with {@link LoopExecutor @LoopExecutor}.
 *
 * <p>With {@code Lifecycle.PER_CLASS}, the constructor runs once for all tests, as {@code @BeforeAll} methods always do, and can
 * have none of these: JUnit says that no {@code ParameterResolver} is registered, with an explanation of ours, or, where the class is annotated {@link
 * AsyncLoopConfig}, we say what to do instead.
 *
 * <p><b>What ends a test</b> beside its own exceptions: tasks and timers left behind, failures that nobody saw, cancellations
 * that were swallowed, deadlocks, livelocks, steps that do not end. See {@link #leaks()}.
 *
 * <p><b>What is repeated for every order:</b> a fresh instance of the test class (and of the classes around a
 * {@code @Nested} one), constructor, {@code @BeforeEach}, test, {@code @AfterEach}, each with the loop of its own. With {@code
 * Lifecycle.PER_CLASS} the instance (and those of the classes around it) is JUnit's one instance, and all else is repeated;
 * a nested class inside with {@code PER_METHOD} is made anew in that same instance. <b>What is not:</b> {@code @BeforeAll}
 * and {@code @AfterAll} methods, which run once around all orders.
 *
 * <p><b>Other extensions.</b> Where no other extension takes part, the orders run inside the one invocation that JUnit
 * knows of, and cost a few microseconds. Where one does (an {@code @ExtendWith} or {@code @RegisterExtension} on the class,
 * its super-classes, the classes around it or the method, a {@code @TempDir} or {@code @AutoClose}, a
 * {@code @ParameterizedClass}, or extension autodetection), every order is an invocation of JUnit's own, so that all
 * per-test callbacks of all extensions are repeated: Mockito makes fresh mocks, a temporary directory is new each time. These
 * run before the visible invocation, in a nested launcher on the same thread, in which class-level callbacks
 * ({@code BeforeAllCallback}, {@code AfterAllCallback}) of other extensions run once more for each test method, but static
 * {@code @BeforeAll} and {@code @AfterAll} methods do not. With {@code Lifecycle.PER_CLASS}, the orders of a test method
 * share an instance of their own there, for which the constructor and the {@code @BeforeAll} and {@code @AfterAll} methods
 * that are not static run once more. This needs junit-platform-launcher at run time, which Maven Surefire, IDEs and Gradle
 * bring. To make a failing order small takes a nested launcher for each try. The visible invocation then repeats the order that failed, or FIFO. With one order, by {@code schedules = 1} or a seed, nothing is nested and nothing repeated.
 *
 * <p><b>Threads.</b> All runs on JUnit's thread, unless {@link #asTask()} says otherwise: thread-locals, {@code @Timeout} and debuggers work as in any test. On a
 * time-out, the failure contains the state of the loop.
 *
 * @since 0.1
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith(AsyncLoopExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
public @interface AsyncLoopTest {

    /** The value of {@link #schedules()} unless it is set. */
    int DEFAULT_SCHEDULES = 10;

    /**
     * Runs exactly one order: {@code fifo}, a seed such as {@code 0x5eed}, or a replay token, as printed by a failure.
     *
     * @return the order, or an empty text for exploring
     */
    String seed() default "";

    /**
     * How many orders to run at most; the first is FIFO. Ten find an order that fails half the time in 999 of 1,000 runs.
     *
     * <p>10 counts as not set: it does not override another number on the class or in the configuration. Where a number is set
     * and only one order is possible, a warning says so.
     *
     * @return a number from 1
     */
    int schedules() default DEFAULT_SCHEDULES;

    /**
     * How the orders are found; several take turns.
     *
     * @return strategies, or none for those of the class, or the {@link Strategy#PORTFOLIO}
     */
    Strategy[] strategy() default {};

    /**
     * The depth for {@link Strategy#PCT}, the bound for {@link Strategy#DELAYS} and {@link Strategy#PREEMPTIONS}.
     *
     * @return a number from 1, or 0 for the strategy's own default
     */
    int bound() default 0;

    /**
     * Tries all orders, up to the bound of a {@link #strategy()} that has one, and stops when there is none left: a report entry,
     * {@code asyncloop.coverage}, then says that all were tried. Where {@link #schedules()} comes first, which is 100,000 unless
     * set, a warning says so.
     *
     * @return whether to try all orders
     */
    boolean exhaustive() default false;

    /**
     * Promises, for exhaustive tests, that all that the tasks share is tracked: orders that differ only in steps that
     * touch nothing in common are left out then.
     *
     * @return what is known of what the tasks share; {@link Shared#UNKNOWN} counts as not set
     */
    Shared shared() default Shared.UNKNOWN;

    /**
     * Where a task may be left for another one; {@link Points#BLOCKING} counts as not set. {@link Points#MEMORY} is about the
     * package of the test and those below, unless {@link ConfigurationKeys#MEMORY} names others.
     *
     * @return the points
     */
    Points points() default Points.BLOCKING;

    /**
     * Runs the test method, and the {@code @BeforeEach} and {@code @AfterEach} methods, as tasks of the loop: for plain Java, which
     * waits by {@code Thread.sleep}, locks, queues and futures. With the agent (asyncloop-agent) on JDK 24 or later, all that
     * is in virtual time, and threads that it starts run in the order of the seed; without, a warning says what is missing. In
     * such a test, {@code loop.run} is not needed, and not allowed.
     *
     * @return whether to run as a task
     */
    boolean asTask() default false;

    /**
     * How late timers may be, so that those of different deadlines may swap.
     *
     * @return a duration, or an empty text for timers that are never late
     */
    String timerSlack() default "";

    /**
     * What the clock reads at first, such as {@code 2026-03-29T00:30:00Z}.
     *
     * @return an instant in ISO-8601, or an empty text for {@link dev.asyncloop.clock.VirtualClock#DEFAULT_START}
     */
    String start() default "";

    /**
     * The zone of the clock, such as {@code Europe/Berlin}.
     *
     * @return a zone, or an empty text for UTC
     */
    String zone() default "";

    /**
     * How long one order may take in real time, such as {@code 30s}, {@code 500ms} or {@code PT1M}. The loop keeps to it
     * while it runs. A test that blocks outside of the loop for longer (on a latch, a socket, a lock that reacts to
     * interrupts) is interrupted and fails with its stack; one that ignores interrupts cannot be ended from Java.
     *
     * @return a duration, or an empty text for a minute
     */
    String realTimeLimit() default "";

    /**
     * How long one step may take in real time before it is interrupted and reported as stuck.
     *
     * @return a duration, or an empty text for 30 seconds
     */
    String stepTimeLimit() default "";

    /**
     * How far virtual time may go.
     *
     * @return a duration, or an empty text for a hundred years
     */
    String virtualTimeLimit() default "";

    /**
     * How many steps one order may make.
     *
     * @return a number, or 0 for 1,000,000,000
     */
    long maxSteps() default 0;

    /**
     * How many steps may run without time going on, before that is a livelock.
     *
     * @return a number, or 0 for 2,000,000
     */
    long maxStepsPerInstant() default 0;

    /**
     * What to make of tasks, timers, executors and threads that are left at the end.
     *
     * @return the policy, or {@link LeakPolicy#DEFAULT} for that of the class, or to fail
     */
    LeakPolicy leaks() default LeakPolicy.DEFAULT;
}
