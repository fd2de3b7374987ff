// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for {@link dev.asyncloop.Loop#executor()} as a parameter of type {@link
 * java.util.concurrent.ScheduledExecutorService}, which other extensions may want to inject too.
 *
 * <p>Without this annotation, such a parameter is not ours, and JUnit says that no {@code ParameterResolver} is registered for
 * it.
 *
 * @since 0.1
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface LoopExecutor {}
