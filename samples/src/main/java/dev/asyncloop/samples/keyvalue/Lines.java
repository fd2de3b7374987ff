// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.keyvalue;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A conversation in lines. */
public interface Lines {

    void send(String line) throws IOException;

    /** Returns the next line, or null at the end. */
    @Nullable
    String receive() throws IOException;
}
