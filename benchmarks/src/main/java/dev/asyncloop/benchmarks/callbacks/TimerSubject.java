// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.callbacks;

import dev.asyncloop.benchmarks.table.Subject;

/** Who has timers. */
interface TimerSubject extends Subject {

    Timers create();

    /** Returns how many timers there are at once: fewer where more would take minutes. */
    int timers();
}
