// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.chat;

import java.io.IOException;

/** Where a member's lines appear; may suspend while it is slow. */
@FunctionalInterface
public interface Screen {

    void show(String line) throws IOException;
}
