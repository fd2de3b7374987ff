// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import org.jspecify.annotations.Nullable;

/**
 * The body of a generator, see {@link Loop#generate(GeneratorBody)}.
 *
 * @param <T> the type of the values
 * @since 0.1
 */
@FunctionalInterface
public interface GeneratorBody<T extends @Nullable Object> {

    /**
     * Produces the values, as straight-line code that may suspend.
     *
     * @param out takes the values
     * @throws Exception whatever the body throws: it comes out of the consumer's waiting for the next value
     */
    void run(Generator.Output<T> out) throws Exception;
}
