// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.debounce;

/** Runs an action once nothing has happened for a while, such as saving a text when nobody types. */
public interface Debouncing {

    /** Tells that something has happened: the while begins anew. */
    void touch();
}
