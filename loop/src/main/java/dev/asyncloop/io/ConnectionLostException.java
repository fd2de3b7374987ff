// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown to who reads from a connection that was reset or aborted, or waits for one to take what was written.
 *
 * @since 0.1
 */
public final class ConnectionLostException extends IOException {

    private static final long serialVersionUID = 1L;

    ConnectionLostException(String stream, @Nullable IOException reason) {
        super(stream + (reason == null ? " is closed." : " was lost: " + reason.getMessage()), reason);
    }
}
