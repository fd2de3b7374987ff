// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.chat;

/** Everybody in it sees the same lines in the same order. */
@FunctionalInterface
public interface Room {

    Member join(String name);
}
