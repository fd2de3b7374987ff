// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.tasks;

import dev.asyncloop.benchmarks.table.Adapter;

/** What runs tasks that take turns. All ends before the methods return, which tell how often it happened. */
public interface TaskRuns extends Adapter {

    /** Two tasks that yield. */
    long yieldNow(int times);

    /** Two tasks that sleep a millisecond of virtual time. */
    long sleep(int times);

    /** Two tasks that hand a value to and fro, each time through a future of its own. */
    long handOver(int times);

    /** Tasks that do nothing. */
    long spawn(int times);
}
