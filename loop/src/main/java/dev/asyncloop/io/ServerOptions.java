// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

import java.util.Objects;

/**
 * How a {@link TcpServer} behaves. Immutable: each method returns a changed copy.
 *
 * @since 0.1
 */
public final class ServerOptions {

    private static final ServerOptions DEFAULTS = new ServerOptions(100, StreamOptions.defaults());

    private final int backlog;
    private final StreamOptions streams;

    private ServerOptions(int backlog, StreamOptions streams) {
        this.backlog = backlog;
        this.streams = streams;
    }

    /**
     * Returns what holds where nothing is set: a backlog of 100, streams with their default options.
     *
     * @return the defaults
     */
    public static ServerOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Sets how many connections may wait to be accepted, and how many are accepted in one step.
     *
     * @param connections the number
     * @return the changed options
     * @throws IllegalArgumentException if less than 1
     */
    public ServerOptions withBacklog(int connections) {
        if (connections < 1) {
            throw new IllegalArgumentException("The backlog is " + connections + ", and must be at least 1.");
        }
        return new ServerOptions(connections, streams);
    }

    /**
     * Sets the options of the streams of accepted connections.
     *
     * @param options the options
     * @return the changed options
     */
    public ServerOptions withStreams(StreamOptions options) {
        return new ServerOptions(backlog, Objects.requireNonNull(options, "options"));
    }

    int backlog() {
        return backlog;
    }

    StreamOptions streams() {
        return streams;
    }
}
