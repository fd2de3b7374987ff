// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

import java.net.SocketAddress;

/**
 * What a {@link UdpSocket} has received.
 *
 * @param bytes the contents, not copied
 * @param sender who sent it
 * @since 0.1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Datagram(byte[] bytes, SocketAddress sender) {}
