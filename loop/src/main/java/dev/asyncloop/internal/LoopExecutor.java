// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

final class LoopExecutor extends java.util.concurrent.ScheduledThreadPoolExecutor {
    LoopExecutor(EventLoop loop) {
        super(1);
    }

    LoopExecutor(EventLoop loop, int workers, String name) {
        super(1);
    }

    String name() {
        return "";
    }

    String site() {
        return "";
    }
}
