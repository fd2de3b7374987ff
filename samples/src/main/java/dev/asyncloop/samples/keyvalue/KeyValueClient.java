// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.keyvalue;

import java.io.IOException;

/** Asks a server; several tasks may ask at once. */
@FunctionalInterface
public interface KeyValueClient {

    String ask(String command) throws IOException;
}
