// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * The engine room: the step loop, the ready queue, tasks and fibres. Not exported; start at {@code EventLoop}.
 */
@NullMarked
package dev.asyncloop.internal;

import org.jspecify.annotations.NullMarked;
