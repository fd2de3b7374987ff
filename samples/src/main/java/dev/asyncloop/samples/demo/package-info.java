// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/** The demo: finds the seat that is sold twice, repeats the order, and tries the fix under many others. */
@NullMarked
package dev.asyncloop.samples.demo;

import org.jspecify.annotations.NullMarked;
