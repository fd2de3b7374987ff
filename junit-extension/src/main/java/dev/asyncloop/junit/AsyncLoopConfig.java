// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.explore.Shared;
import dev.asyncloop.explore.Strategy;
import dev.asyncloop.schedule.Points;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Sets defaults for the {@link AsyncLoopTest} methods of a class, its subclasses and its {@code @Nested} classes. What a
 * method sets itself counts more, and a nested class counts more than the one around it.
 *
 * <p>It also lets other tests of the class ({@code @Test}, {@code @ParameterizedTest}, {@code @RepeatedTest}) have a {@link
 * dev.asyncloop.Loop} as parameter: they run one order, FIFO unless {@code asyncloop.seed} says otherwise.
 *
 * @since 0.1
 */
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(AsyncLoopExtension.class)
public @interface AsyncLoopConfig {

    /**
     * See {@link AsyncLoopTest#schedules()}; 10 counts as not set here too.
     *
     * @return a number from 1
     */
    int schedules() default AsyncLoopTest.DEFAULT_SCHEDULES;

    /**
     * See {@link AsyncLoopTest#strategy()}.
     *
     * @return strategies, or none
     */
    Strategy[] strategy() default {};

    /**
     * See {@link AsyncLoopTest#bound()}.
     *
     * @return a number from 1, or 0
     */
    int bound() default 0;

    /**
     * See {@link AsyncLoopTest#exhaustive()}; a method cannot take it back.
     *
     * @return whether to try all orders
     */
    boolean exhaustive() default false;

    /**
     * See {@link AsyncLoopTest#shared()}.
     *
     * @return what is known of what the tasks share
     */
    Shared shared() default Shared.UNKNOWN;

    /**
     * See {@link AsyncLoopTest#points()}.
     *
     * @return the points
     */
    Points points() default Points.BLOCKING;

    /**
     * See {@link AsyncLoopTest#asTask()}; a method cannot take it back.
     *
     * @return whether to run as tasks
     */
    boolean asTask() default false;

    /**
     * See {@link AsyncLoopTest#timerSlack()}.
     *
     * @return a duration, or an empty text
     */
    String timerSlack() default "";

    /**
     * See {@link AsyncLoopTest#start()}.
     *
     * @return an instant in ISO-8601, or an empty text
     */
    String start() default "";

    /**
     * See {@link AsyncLoopTest#zone()}.
     *
     * @return a zone, or an empty text
     */
    String zone() default "";

    /**
     * See {@link AsyncLoopTest#realTimeLimit()}.
     *
     * @return a duration, or an empty text
     */
    String realTimeLimit() default "";

    /**
     * See {@link AsyncLoopTest#stepTimeLimit()}.
     *
     * @return a duration, or an empty text
     */
    String stepTimeLimit() default "";

    /**
     * See {@link AsyncLoopTest#virtualTimeLimit()}.
     *
     * @return a duration, or an empty text
     */
    String virtualTimeLimit() default "";

    /**
     * See {@link AsyncLoopTest#maxSteps()}.
     *
     * @return a number, or 0
     */
    long maxSteps() default 0;

    /**
     * See {@link AsyncLoopTest#maxStepsPerInstant()}.
     *
     * @return a number, or 0
     */
    long maxStepsPerInstant() default 0;

    /**
     * See {@link AsyncLoopTest#leaks()}.
     *
     * @return the policy
     */
    LeakPolicy leaks() default LeakPolicy.DEFAULT;
}
