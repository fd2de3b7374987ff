// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Orders of a run: where the choices come from, how a run is written down and how it is repeated. Start at {@link
 * dev.asyncloop.schedule.Schedule}.
 */
@NullMarked
package dev.asyncloop.schedule;

import org.jspecify.annotations.NullMarked;
