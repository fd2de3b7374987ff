// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A row of the table in {@code docs/plain-java.md}: a program of plain Java that returns what it has observed. Programs know nothing
 * of the loop, and are static methods without parameters.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Row {

    /** The class that the program is about. */
    String of();

    /** What is called, in which situation. */
    String call();

    /** What the JDK's documentation says must be observed, in every order. */
    String gives();

    /** What the loop's audit finds afterwards. */
    String leaves() default "";

    /** The JDK that has the methods called. */
    int since() default 17;
}
