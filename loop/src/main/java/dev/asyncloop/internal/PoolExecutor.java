// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

final class PoolExecutor extends java.util.concurrent.ScheduledThreadPoolExecutor {
    PoolExecutor(EventLoop loop) {
        super(1);
    }

    PoolExecutor(EventLoop loop, int workers, String name) {
        super(1);
    }

    String name() {
        return "";
    }

    String site() {
        return "";
    }
}
