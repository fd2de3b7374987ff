// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.plain;

/** The shortest program. */
final class Start {

    private Start() {}

    public static void main(String[] args) {}
}
