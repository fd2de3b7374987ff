// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/** Commons Pool as it is: waiting for objects, evicting them, and a client that loses one. */
@NullMarked
package dev.asyncloop.samples.plain.pooling;

import org.jspecify.annotations.NullMarked;
