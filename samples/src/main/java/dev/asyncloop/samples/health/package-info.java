// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0

/** A health checker with time limits and retries, and a naive one that believes answers to old questions. */
@NullMarked
package dev.asyncloop.samples.health;

import org.jspecify.annotations.NullMarked;
