// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.retry;

import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Three bugs: all clients wait for the same time, so that they come back together; the time doubles without an end; and a
 * cancellation is an exception like any other, after which one tries again.
 */
public final class NaiveRetry implements Retrying {

    private final Sleeper sleeper;
    private final Duration first;

    public NaiveRetry(Sleeper sleeper, Duration first) {
        this.sleeper = sleeper;
        this.first = first;
    }

    @Override
    public <T> T call(Callable<T> action) throws Exception {
        Duration delay = first;
        while (true) {
            try {
                return action.call();
            } catch (Exception e) {
                sleeper.sleep(delay);
                delay = delay.multipliedBy(2);
            }
        }
    }
}
