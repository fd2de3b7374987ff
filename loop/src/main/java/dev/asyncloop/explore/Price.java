// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

/** What the candidates of one choice cost; the first is always free, and each costs as much as the one before, or one more. */
enum Price {
    /** All are free. */
    FREE,
    /** All but the first cost one. */
    ONCE,
    /** Each costs one more than the one before. */
    EACH;

    int of(int index) {
        return switch (this) {
            case FREE -> 0;
            case ONCE -> Math.min(index, 1);
            case EACH -> index;
        };
    }
}
