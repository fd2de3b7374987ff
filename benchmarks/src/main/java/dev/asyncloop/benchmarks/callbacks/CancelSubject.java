// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.callbacks;

import dev.asyncloop.benchmarks.table.Kind;
import java.util.function.Supplier;

/** Whose timers are cancelled. */
public enum CancelSubject implements TimerSubject {
    ASYNCLOOP("asyncloop", Kind.OURS, AsyncLoop::new),
    ASYNCLOOP_FEW("asyncloop, 1,000 timers", Kind.OURS, 1_000, AsyncLoop::new),
    TIMER_QUEUE("asyncloop TimerQueue alone", Kind.OURS, BareTimerQueue::new),
    HEAP("binary heap of longs, indexed", Kind.LIMIT, IndexedHeap::new),
    PRIORITY_QUEUE("PriorityQueue<long[]>, 1,000 timers", Kind.PEER, 1_000, JdkQueue::new),
    NETTY("Netty EmbeddedChannel", Kind.PEER, Netty::new),
    RXJAVA("RxJava, 1,000 timers", Kind.PEER, 1_000, RxJava::new),
    REACTOR("Reactor, 1,000 timers", Kind.PEER, 1_000, Reactor::new),
    COROUTINES("kotlinx delay", Kind.PEER, Coroutines::new),
    CATS("Cats Effect TestContext", Kind.PEER, Cats::new),
    JMOCK("jMock, 1,000 timers", Kind.PEER, 1_000, JMock::new);

    private final String title;
    private final Kind kind;
    private final int timers;

    @SuppressWarnings("ImmutableEnumChecker") // a constructor
    private final Supplier<Timers> maker;

    CancelSubject(String title, Kind kind, Supplier<Timers> maker) {
        this(title, kind, TimerWork.TIMERS, maker);
    }

    CancelSubject(String title, Kind kind, int timers, Supplier<Timers> maker) {
        this.title = title;
        this.kind = kind;
        this.timers = timers;
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

    @Override
    public int timers() {
        return timers;
    }

    @Override
    public Timers create() {
        return maker.get();
    }
}
