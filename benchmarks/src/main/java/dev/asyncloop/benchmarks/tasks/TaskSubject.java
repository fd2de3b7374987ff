// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.tasks;

import dev.asyncloop.benchmarks.table.Kind;
import dev.asyncloop.benchmarks.table.Subject;
import java.util.function.Supplier;

/** Who has tasks. */
public enum TaskSubject implements Subject {
    ASYNCLOOP("asyncloop", Kind.OURS, LoopTasks::new),
    THREADS("bare virtual threads", Kind.LIMIT, BareThreads::new),
    UNPARKED("bare virtual threads, unpark", Kind.LIMIT, UnparkedThreads::new),
    COROUTINES("kotlinx runTest", Kind.PEER, CoroutineTasks::new);

    private final String title;
    private final Kind kind;

    @SuppressWarnings("ImmutableEnumChecker") // a constructor
    private final Supplier<TaskRuns> maker;

    TaskSubject(String title, Kind kind, Supplier<TaskRuns> maker) {
        this.title = title;
        this.kind = kind;
        this.maker = maker;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    TaskRuns create() {
        return maker.get();
    }
}
