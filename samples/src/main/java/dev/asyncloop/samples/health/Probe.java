// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.health;

/** Asks a service whether it is well; may suspend, and throws where it is not. */
@FunctionalInterface
public interface Probe {

    void check() throws Exception;
}
