// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import static dev.asyncloop.agent.Substitution.replace;

/** Where the JDK's sockets and selectors wait, and what they tell the other end; and where somebody waits for a process. */
final class SocketTable {

    private static final String HOOKS = "SocketHooks";
    private static final String POLLER = "sun/nio/ch/Poller";
    private static final String NET = "sun/nio/ch/Net";
    private static final String DISPATCHER = "sun/nio/ch/SocketDispatcher";
    private static final String[] STREAMS = {"sun/nio/ch/NioSocketImpl", "sun/nio/ch/SocketChannelImpl"};
    private static final String[] LISTENERS = {"sun/nio/ch/NioSocketImpl", "sun/nio/ch/ServerSocketChannelImpl"};

    static final Substitution[] LINES = {
        // where virtual threads wait
        replace(POLLER, "poll", "(IIJLjava/util/function/BooleanSupplier;)V")
                .by(HOOKS, "pollDatagrams")
                .in("sun/nio/ch/DatagramChannelImpl"),
        replace(POLLER, "poll", "(IIJLjava/util/function/BooleanSupplier;)V")
                .by(HOOKS, "poll")
                .in("sun/nio/ch/*"),
        replace(POLLER, "pollSelector", "(IJ)V").by(HOOKS, "pollSelector").in("sun/nio/ch/*"),
        replace(POLLER, "stopPoll", "(I)V").by(HOOKS, "stopPoll").in("sun/nio/ch/*"),
        replace(POLLER, "stopPoll", "(II)V").by(HOOKS, "stopPoll").in("sun/nio/ch/*"),

        // who is connected with whom
        replace(NET, "listen", "(Ljava/io/FileDescriptor;I)V")
                .by(HOOKS, "listen")
                .in(LISTENERS),
        replace(NET, "connect", "(Ljava/io/FileDescriptor;Ljava/net/InetAddress;I)I")
                .by(HOOKS, "connect")
                .in(STREAMS),
        replace(NET, "connect", "(Ljava/net/ProtocolFamily;Ljava/io/FileDescriptor;Ljava/net/SocketAddress;)I")
                .by(HOOKS, "connect")
                .in(STREAMS),
        replace(NET, "accept", "(Ljava/io/FileDescriptor;Ljava/io/FileDescriptor;[Ljava/net/InetSocketAddress;)I")
                .by(HOOKS, "accept")
                .in(LISTENERS),

        // what is on its way
        replace(DISPATCHER, "read0", "(Ljava/io/FileDescriptor;JI)I")
                .by(HOOKS, "read0")
                .in(DISPATCHER),
        replace(DISPATCHER, "readv0", "(Ljava/io/FileDescriptor;JI)J")
                .by(HOOKS, "readv0")
                .in(DISPATCHER),
        replace(DISPATCHER, "write0", "(Ljava/io/FileDescriptor;JI)I")
                .by(HOOKS, "write0")
                .in(DISPATCHER),
        replace(DISPATCHER, "writev0", "(Ljava/io/FileDescriptor;JI)J")
                .by(HOOKS, "writev0")
                .in(DISPATCHER),
        replace(NET, "shutdown", "(Ljava/io/FileDescriptor;I)V")
                .by(HOOKS, "shutdown")
                .in(STREAMS),
        replace("sun/nio/ch/UnixDispatcher", "close0", "(Ljava/io/FileDescriptor;)V")
                .by(HOOKS, "close0")
                .in("sun/nio/ch/UnixDispatcher"),
        // processes
        replace("java/lang/Process", "waitFor", "()I").by("ProcessHooks", "waitFor"),
        replace("java/lang/Process", "waitFor", "(JLjava/util/concurrent/TimeUnit;)Z")
                .by("ProcessHooks", "waitFor"),
    };

    private SocketTable() {}
}
