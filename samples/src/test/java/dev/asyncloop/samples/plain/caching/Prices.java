// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.plain.caching;

/** The prices of a shop. */
interface Prices {

    int of(String product);

    void change(String product, int price);
}
