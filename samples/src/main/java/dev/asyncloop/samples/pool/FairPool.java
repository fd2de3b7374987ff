// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.pool;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** The fix: a waiter who is cancelled gives back what he was handed in the meantime. */
public final class FairPool implements Pool {

    private final Waiting waiting;
    private final Deque<Connection> idle;
    private final Deque<CompletableFuture<Connection>> waiters = new ArrayDeque<>();

    public FairPool(Waiting waiting, Collection<Connection> connections) {
        this.waiting = waiting;
        this.idle = new ArrayDeque<>(connections);
    }

    @Override
    public Connection acquire() {
        CompletableFuture<Connection> turn = new CompletableFuture<>();
        synchronized (this) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
            waiters.add(turn);
        }
        try {
            return waiting.await(turn);
        } catch (CancellationException e) {
            leave(turn);
            throw e;
        }
    }

    private synchronized void leave(CompletableFuture<Connection> turn) {
        boolean waited = waiters.removeIf(waiter -> waiter == turn);
        if (!waited) {
            release(turn.join()); // complete, since only that takes a waiter out of the queue
        }
    }

    @Override
    public synchronized void release(Connection connection) {
        CompletableFuture<Connection> next = waiters.poll();
        if (next == null) {
            idle.push(connection);
        } else {
            next.complete(connection);
        }
    }

    @Override
    public synchronized int idle() {
        return idle.size();
    }
}
