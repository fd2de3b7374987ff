// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.health;

import java.time.Duration;

/**
 * When and how often services are asked.
 *
 * @param interval how long to wait after a check before the next one
 * @param limit how long an answer may take
 * @param attempts how often to ask before a service counts as down
 * @param pause how long to wait before the second attempt; doubled for each further one
 */
public record Policy(Duration interval, Duration limit, int attempts, Duration pause) {}
