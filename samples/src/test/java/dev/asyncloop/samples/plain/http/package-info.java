// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/** The HTTP client and server of the JDK as they are, over loopback. */
@NullMarked
package dev.asyncloop.samples.plain.http;

import org.jspecify.annotations.NullMarked;
