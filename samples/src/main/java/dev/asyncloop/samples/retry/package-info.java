// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/** Retries with back-off: no cap, no jitter, and a cancellation taken for a failure. */
@NullMarked
package dev.asyncloop.samples.retry;

import org.jspecify.annotations.NullMarked;
