// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

/** When an order is run again to see whether it comes out the same, see {@link ConfigurationKeys#DETERMINISM}. */
enum Determinism {
    /** Never for its own sake. */
    OFF,
    /** Before a failing order is reported. */
    FAILING,
    /** Also for one order of each test that has passed. */
    ALWAYS
}
