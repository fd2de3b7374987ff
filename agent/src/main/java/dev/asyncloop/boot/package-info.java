// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * What rewritten code calls, inside of the JDK too. Defined by the boot loader, out of a jar inside of the agent's jar. No code
 * here may use {@code invokedynamic} (lambdas, concatenation), which may be what calls it.
 */
@NullMarked
package dev.asyncloop.boot;

import org.jspecify.annotations.NullMarked;
