// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

/**
 * Serves one connection of a {@link TcpServer}, in a task of its own.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ConnectionHandler {

    /**
     * Serves a connection, which the server closes when this returns or throws.
     *
     * @param stream the connection
     * @throws Exception a failure, of which the loop's exception handler is told
     */
    void handle(TcpStream stream) throws Exception;
}
