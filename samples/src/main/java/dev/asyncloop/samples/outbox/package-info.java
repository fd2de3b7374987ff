// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Messages that must arrive over a network that loses some: sent again until they are acknowledged. The losses are injected
 * by the test, as choices of the loop.
 */
@NullMarked
package dev.asyncloop.samples.outbox;

import org.jspecify.annotations.NullMarked;
