// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * What tasks of one loop coordinate with: {@link dev.asyncloop.sync.AsyncLock}, semaphore, event, condition, barrier, queues.
 *
 * <p>All are fair: who waits is served in the order of arrival, whatever order the loop explores, and nobody overtakes. A
 * waiter that is cancelled loses nothing for the others: what it was woken for goes to the next one. A primitive belongs to one
 * loop and is used on its thread only. What may suspend is for tasks, and for code outside of any step, which it makes drive the
 * loop; in a callback it throws, and only the others may be used. After the loop's close, all throw
 * {@link dev.asyncloop.LoopClosedException} except those that look.
 *
 * <p>Semantics: those of Python's {@code asyncio} primitives, version 3.13.
 */
@NullMarked
package dev.asyncloop.sync;

import org.jspecify.annotations.NullMarked;
