// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

import dev.asyncloop.internal.Channels;
import dev.asyncloop.internal.Watch;
import dev.asyncloop.internal.Wire;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

/** A socket that has connected, with what the loop knows about it. */
record Connection(SocketChannel channel, Watch watch, Wire wire, SocketAddress near, SocketAddress far) {

    /** Takes a socket that a listener has accepted. */
    static Connection accepted(Channels channels, SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        Watch watch = channels.watch(channel).keep();
        SocketAddress near = channel.getLocalAddress();
        SocketAddress far = channel.getRemoteAddress();
        return new Connection(channel, watch, channels.accepted(watch, near, far), near, far);
    }
}
