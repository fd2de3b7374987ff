// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0

/** A chat server with back-pressure that stops gracefully, and a naive room in which members see different conversations. */
@NullMarked
package dev.asyncloop.samples.chat;

import org.jspecify.annotations.NullMarked;
