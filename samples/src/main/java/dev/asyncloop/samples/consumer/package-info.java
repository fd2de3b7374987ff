// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/** A consumer of messages that takes its interruption for one more bad message. */
@NullMarked
package dev.asyncloop.samples.consumer;

import org.jspecify.annotations.NullMarked;
