// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit.assertj;

/** A part of a failure message that AssertJ shows as it is: neither quoted as a string nor searched for format specifiers. */
record PlainText(String text) {

    @Override
    public String toString() {
        return text;
    }
}
