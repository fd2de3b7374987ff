// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

import dev.asyncloop.Handle;
import dev.asyncloop.internal.Channels;
import dev.asyncloop.internal.Watch;
import dev.asyncloop.internal.Wire;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Accepts connections, and rests for a second where that fails, for the most likely reason is too many open files. */
final class Listener {

    private static final Duration REST = Duration.ofSeconds(1);

    /** How many may wait to be accepted on any system, if as many were asked for. */
    private static final int ROOM = 128;

    /** How a connection is taken from the kernel. */
    @FunctionalInterface
    interface Acceptor {

        /** Returns the next one, or {@code null} if none waits. */
        @Nullable
        SocketChannel accept(ServerSocketChannel channel) throws IOException;
    }

    private final Channels channels;
    private final ServerSocketChannel channel;
    private final int backlog;
    private final Acceptor acceptor;
    private final Consumer<Connection> accepted;
    private final SocketAddress address;
    private final Watch watch;
    private final Wire wire;
    private final @Nullable Object file;
    private @Nullable Handle rest;

    Listener(
            Channels channels,
            ServerSocketChannel channel,
            int backlog,
            Acceptor acceptor,
            Consumer<Connection> accepted)
            throws IOException {
        this.channels = channels;
        this.channel = channel;
        this.backlog = backlog;
        this.acceptor = acceptor;
        this.accepted = accepted;
        address = channel.getLocalAddress();
        watch = channels.watch(channel).keep();
        wire = channels.listening(watch, address, Math.min(backlog, ROOM));
        file = file();
        rest().cancel(); // loads what a rest needs, while there are descriptors to load it
        watch.onReadable(this::acceptSome);
    }

    /** Returns what tells the file of a Unix domain socket from another one of the same name, if that is what we listen at. */
    private @Nullable Object file() {
        try {
            return address instanceof UnixDomainSocketAddress unix
                    ? Files.readAttributes(unix.getPath(), BasicFileAttributes.class)
                            .fileKey()
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Deletes the file of a Unix domain socket, at which nobody could listen otherwise; not the one of who has replaced it. */
    private void deleteFile() throws IOException {
        if (address instanceof UnixDomainSocketAddress unix && Objects.equals(file, file())) {
            Files.deleteIfExists(unix.getPath());
        }
    }

    SocketAddress address() {
        return address;
    }

    private void acceptSome() {
        accept(backlog);
    }

    /** Accepts the connections that wait by now, and no more than the kernel may have kept of them if others come all the time. */
    void acceptAllThatWait() {
        accept((int) Math.min(Integer.MAX_VALUE, 2L * backlog + 1));
    }

    /** Accepts the connections that wait, at most so many. */
    private void accept(int most) {
        for (int i = 0; i < most && channel.isOpen(); i++) {
            SocketChannel connection;
            try {
                connection = next();
            } catch (IOException e) {
                failed(e);
                return;
            }
            if (connection == null) {
                return;
            }
            try {
                accepted.accept(Connection.accepted(channels, connection));
            } catch (IOException e) {
                drop(connection);
            }
        }
    }

    private @Nullable SocketChannel next() throws IOException {
        @Nullable SocketChannel[] found = {acceptor.accept(channel)};
        if (found[0] == null && wire.expected() > 0) {
            wire.insist(() -> (found[0] = acceptor.accept(channel)) != null);
        }
        return found[0];
    }

    private Handle rest() {
        return channels.loop().callLater(REST, () -> watch.onReadable(this::acceptSome));
    }

    private void failed(IOException failure) {
        rest = rest();
        watch.onReadable(null);
        channels.unhandled(
                "Cannot accept connections at " + Addresses.text(address) + ", and tries again in a second", failure);
    }

    /** Lets go of a connection that was gone before it was looked at. */
    private static void drop(SocketChannel connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // it is gone in any case
        }
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    void close() {
        if (!channel.isOpen()) {
            return;
        }
        if (rest != null) {
            rest.cancel();
        }
        watch.onReadable(null);
        channels.notListening(address);
        try (channel) {
            deleteFile();
        } catch (IOException e) {
            channels.unhandled("Cannot close the listener at " + Addresses.text(address), e);
        }
        channels.release();
    }
}
