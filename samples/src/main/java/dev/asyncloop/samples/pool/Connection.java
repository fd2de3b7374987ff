// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.pool;

/** A connection to a database, of which there are few. */
public record Connection(int number) {}
