// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.callbacks;

import dev.asyncloop.benchmarks.table.Kind;
import dev.asyncloop.benchmarks.table.Subject;
import java.util.function.Supplier;

/** Who runs callbacks. */
public enum DispatchSubject implements Subject {
    ASYNCLOOP("asyncloop", Kind.OURS, AsyncLoop::new),
    DEQUE("bare ArrayDeque", Kind.LIMIT, BareDeque::new),
    NETTY("Netty EmbeddedChannel", Kind.PEER, Netty::new),
    JMOCK("jMock DeterministicScheduler", Kind.PEER, JMock::new),
    RXJAVA("RxJava TestScheduler", Kind.PEER, RxJava::new),
    REACTOR("Reactor VirtualTimeScheduler", Kind.PEER, Reactor::new),
    COROUTINES("kotlinx TestCoroutineScheduler", Kind.PEER, Coroutines::new),
    CATS("Cats Effect TestContext", Kind.PEER, Cats::new);

    private final String title;
    private final Kind kind;

    @SuppressWarnings("ImmutableEnumChecker") // a constructor
    private final Supplier<Callbacks> maker;

    DispatchSubject(String title, Kind kind, Supplier<Callbacks> maker) {
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

    Callbacks create() {
        return maker.get();
    }
}
