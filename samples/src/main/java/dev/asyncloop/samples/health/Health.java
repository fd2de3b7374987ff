// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.health;

/** What is known of a service. */
public enum Health {
    UNKNOWN,
    UP,
    DOWN
}
