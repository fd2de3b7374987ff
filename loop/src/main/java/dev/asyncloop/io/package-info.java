// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Streams, servers and datagrams on non-blocking channels of a loop: ordinary blocking code for tasks, while other tasks run.
 * Start at {@link dev.asyncloop.io.TcpStream} and {@link dev.asyncloop.io.TcpServer}.
 *
 * <p>Everything belongs to the thread of its loop, unless a method says otherwise. Called from outside of any task, a method
 * that waits drives the loop. A cancelled wait loses nothing: what has arrived stays in the buffer. In virtual time, two ends on
 * one loop are as repeatable as code without sockets; who waits for the answer of somebody else keeps the clock from jumping.
 */
@NullMarked
package dev.asyncloop.io;

import org.jspecify.annotations.NullMarked;
