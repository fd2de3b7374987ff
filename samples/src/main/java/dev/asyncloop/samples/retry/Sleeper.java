// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.retry;

import java.time.Duration;

/** What waits: {@code d -> Thread.sleep(d.toMillis())} in production, {@code loop::sleep} in a test. */
@FunctionalInterface
public interface Sleeper {

    void sleep(Duration duration) throws InterruptedException;
}
