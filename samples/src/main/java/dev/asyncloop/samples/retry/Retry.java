// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.retry;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;

/** The fix: waits for a random time between nothing and a delay that doubles up to a cap, and stops when told to. */
public final class Retry implements Retrying {

    private final Sleeper sleeper;
    private final RandomGenerator random;
    private final Duration first;
    private final Duration cap;

    public Retry(Sleeper sleeper, RandomGenerator random, Duration first, Duration cap) {
        this.sleeper = sleeper;
        this.random = random;
        this.first = first;
        this.cap = cap;
    }

    @Override
    public <T> T call(Callable<T> action) throws Exception {
        Duration delay = first;
        while (true) {
            try {
                return action.call();
            } catch (InterruptedException | CancellationException e) {
                throw e; // no failure of the service: somebody wants us to stop
            } catch (Exception e) {
                sleeper.sleep(Duration.ofMillis(random.nextLong(delay.toMillis() + 1)));
                delay = delay.multipliedBy(2);
                delay = delay.compareTo(cap) > 0 ? cap : delay;
            }
        }
    }
}
