// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import dev.asyncloop.Loop;
import dev.asyncloop.sync.AsyncLock;
import dev.asyncloop.sync.Cell;

/** Tasks, cells and locks of a loop. */
record LoopWorld(Loop loop, Style style) implements World {

    @Override
    public <T> Variable<T> variable(T initial) {
        return style == Style.CELLS ? new CellVariable<>(new Cell<>(loop, initial)) : new PlainVariable<>(initial);
    }

    @Override
    public Mutex mutex(String name) {
        return new LoopMutex(new AsyncLock(loop, name));
    }

    @Override
    public Spawned spawn(String name, Runnable body) {
        return loop.spawn(name, body::run)::await;
    }

    @Override
    public void pause() {
        if (style == Style.SUSPENDING) {
            loop.yieldNow();
        }
    }

    private record CellVariable<T>(Cell<T> cell) implements Variable<T> {

        @Override
        public T get() {
            return cell.get();
        }

        @Override
        public void set(T value) {
            cell.set(value);
        }
    }

    private record LoopMutex(AsyncLock async) implements Mutex {

        @Override
        public void lock() {
            async.acquire();
        }

        @Override
        public void unlock() {
            async.release();
        }
    }
}
