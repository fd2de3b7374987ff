// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

/** What a subject is in the table. */
public enum Kind {
    /** This project; the first of a row is what the ratios are of. */
    OURS,
    /** The least that could do it, and could do nothing else. */
    LIMIT,
    /** Somebody else's, for the same purpose. */
    PEER
}
