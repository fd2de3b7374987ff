// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/** Resilience4j as it is: a circuit breaker and a rate limiter over an hour, and retries that charge twice. */
@NullMarked
package dev.asyncloop.samples.plain.resilience;

import org.jspecify.annotations.NullMarked;
