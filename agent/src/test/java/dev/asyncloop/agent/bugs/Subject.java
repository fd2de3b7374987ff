// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.bugs;

import java.util.function.BooleanSupplier;

/**
 * What two threads do, once, and whether it went well.
 *
 * @param first what the first thread does
 * @param second what the second one does
 * @param isRight whether the end is as it should be
 */
public record Subject(Runnable first, Runnable second, BooleanSupplier isRight) {

    static Subject twice(Runnable action, BooleanSupplier isRight) {
        return new Subject(action, action, isRight);
    }

    static Subject hanging(Runnable first, Runnable second) {
        return new Subject(first, second, () -> true);
    }
}
