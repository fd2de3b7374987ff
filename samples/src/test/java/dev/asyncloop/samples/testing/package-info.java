// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/** What the tests of the samples share. */
@NullMarked
package dev.asyncloop.samples.testing;

import org.jspecify.annotations.NullMarked;
