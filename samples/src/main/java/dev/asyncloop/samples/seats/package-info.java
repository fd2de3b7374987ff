// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/** Check-then-act: a seat is sold twice when a payment lies between the check and the sale. */
@NullMarked
package dev.asyncloop.samples.seats;

import org.jspecify.annotations.NullMarked;
