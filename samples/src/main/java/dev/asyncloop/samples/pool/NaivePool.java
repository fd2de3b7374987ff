// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.pool;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * The bug: a waiter who is cancelled leaves the queue; but if he was handed a connection just before, he is no longer in it,
 * and nobody gives the connection back.
 */
public final class NaivePool implements Pool {

    private final Waiting waiting;
    private final Deque<Connection> idle;
    private final Deque<CompletableFuture<Connection>> waiters = new ArrayDeque<>();

    public NaivePool(Waiting waiting, Collection<Connection> connections) {
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
            synchronized (this) {
                waiters.removeIf(waiter -> waiter == turn);
            }
            throw e;
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
