// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.plain.pooling;

/** There is none left. */
final class SoldOutException extends Exception {

    private static final long serialVersionUID = 1L;

    SoldOutException() {
        super("sold out");
    }
}
