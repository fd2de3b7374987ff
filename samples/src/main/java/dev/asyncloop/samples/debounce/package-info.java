// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/** A debouncer whose timer cannot be stopped any more once it has handed its work to another thread. */
@NullMarked
package dev.asyncloop.samples.debounce;

import org.jspecify.annotations.NullMarked;
