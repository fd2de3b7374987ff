// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.callbacks;

import dev.asyncloop.benchmarks.table.Kind;
import java.util.function.Supplier;

/** Whose timers fire. */
public enum FireSubject implements TimerSubject {
    ASYNCLOOP("asyncloop", Kind.OURS, AsyncLoop::new),
    TIMER_QUEUE("asyncloop TimerQueue alone", Kind.OURS, BareTimerQueue::new),
    HEAP("binary heap of longs", Kind.LIMIT, LongHeap::new),
    PRIORITY_QUEUE("PriorityQueue<long[]>", Kind.PEER, JdkQueue::new),
    NETTY("Netty EmbeddedChannel", Kind.PEER, Netty::new),
    RXJAVA("RxJava TestScheduler", Kind.PEER, RxJava::new),
    REACTOR("Reactor VirtualTimeScheduler", Kind.PEER, Reactor::new),
    COROUTINES("kotlinx delay", Kind.PEER, Coroutines::new),
    CATS("Cats Effect TestContext", Kind.PEER, Cats::new),
    JMOCK("jMock, 1,000 timers", Kind.PEER, 1_000, JMock::new);

    private final String title;
    private final Kind kind;
    private final int timers;

    @SuppressWarnings("ImmutableEnumChecker") // a constructor
    private final Supplier<Timers> maker;

    FireSubject(String title, Kind kind, Supplier<Timers> maker) {
        this(title, kind, TimerWork.TIMERS, maker);
    }

    FireSubject(String title, Kind kind, int timers, Supplier<Timers> maker) {
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
