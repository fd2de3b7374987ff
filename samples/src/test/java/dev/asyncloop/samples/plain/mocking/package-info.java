// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/** Mockito as it is: it rewrites classes which the agent rewrites too. */
@NullMarked
package dev.asyncloop.samples.plain.mocking;

import org.jspecify.annotations.NullMarked;
