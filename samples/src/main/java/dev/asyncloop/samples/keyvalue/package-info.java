// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0

/** A key-value server with a line protocol, its command line, and a client that gives answers to the wrong task. */
@NullMarked
package dev.asyncloop.samples.keyvalue;

import org.jspecify.annotations.NullMarked;
