// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0

/** Echo round trips over loopback: on the loop's streams, on a bare selector, and on Netty. */
@NullMarked
package dev.asyncloop.benchmarks.echo;

import org.jspecify.annotations.NullMarked;
