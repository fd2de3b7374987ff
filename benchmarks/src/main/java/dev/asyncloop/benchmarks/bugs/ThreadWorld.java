// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Platform threads, plain fields and the locks of the JDK: for a tool that instruments them.
 *
 * <p>Lincheck takes for shared what it sees escape. It does not see into variables that a lambda has captured, so all fields of
 * the last world are also in a static list: without that, it would not leave a thread at them.
 */
final class ThreadWorld implements World {

    private static final List<PlainVariable<?>> FIELDS = new ArrayList<>();

    ThreadWorld() {
        FIELDS.clear();
    }

    @Override
    public <T> Variable<T> variable(T initial) {
        PlainVariable<T> field = new PlainVariable<>(initial);
        FIELDS.add(field);
        return field;
    }

    @Override
    public Mutex mutex(String name) {
        return new JdkLock();
    }

    @Override
    public Spawned spawn(String name, Runnable body) {
        Running running = new Running(body);
        running.thread.start();
        return running;
    }

    @Override
    public void pause() {
        // a thread can be left anywhere
    }

    private static final class JdkLock implements Mutex {

        private final ReentrantLock lock = new ReentrantLock();

        @Override
        public void lock() {
            lock.lock();
        }

        @Override
        public void unlock() {
            lock.unlock();
        }
    }

    private static final class Running implements Spawned {

        private final Thread thread;
        private @Nullable Throwable failure;

        Running(Runnable body) {
            thread = new Thread(() -> {
                try {
                    body.run();
                } catch (Throwable e) {
                    failure = e;
                }
            });
        }

        @Override
        public void join() {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted while it waits for a task", e);
            }
            if (failure instanceof BugFound bug) {
                throw bug;
            }
            if (failure != null) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
