// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Lets Awaitility wait in virtual time.
 */
@NullMarked
package dev.asyncloop.junit.awaitility;

import org.jspecify.annotations.NullMarked;
