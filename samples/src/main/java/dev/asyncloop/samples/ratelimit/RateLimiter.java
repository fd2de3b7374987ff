// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.ratelimit;

/** Permits so many calls in a period. */
public interface RateLimiter {

    /** Takes a permit if there is one. */
    boolean tryAcquire();
}
