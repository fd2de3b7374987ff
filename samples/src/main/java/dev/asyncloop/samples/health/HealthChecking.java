// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.health;

import java.util.Map;

/** Watches services until it is cancelled. */
@FunctionalInterface
public interface HealthChecking {

    void watch(Map<String, Probe> services);
}
