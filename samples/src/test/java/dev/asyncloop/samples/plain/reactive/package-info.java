// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/** Reactor and RxJava as they are: delays and time-outs on their own schedulers. */
@NullMarked
package dev.asyncloop.samples.plain.reactive;

import org.jspecify.annotations.NullMarked;
