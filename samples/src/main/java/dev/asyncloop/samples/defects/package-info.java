// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/** Defects that Python 3.11's asyncio had, rebuilt: what seeds find in a minute had been there for years. */
@NullMarked
package dev.asyncloop.samples.defects;

import org.jspecify.annotations.NullMarked;
