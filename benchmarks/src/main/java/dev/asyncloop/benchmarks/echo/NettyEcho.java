// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.echo;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The peer: Netty, with one event loop for clients and server. */
final class NettyEcho implements Echo {

    @Override
    public String name() {
        return "Netty";
    }

    @Override
    public long run(int connections, int roundTrips) throws InterruptedException {
        EventLoopGroup one = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            CountDownLatch running = new CountDownLatch(connections);
            Channel server = listen(one, connections);
            List<Channel> clients = connect(one, server, connections, () -> new Client(roundTrips, running));
            long began = System.nanoTime();
            one.execute(() -> clients.forEach(NettyEcho::send));
            running.await();
            return System.nanoTime() - began;
        } finally {
            one.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
    }

    private static Channel listen(EventLoopGroup group, int backlog) throws InterruptedException {
        return new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, backlog)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        accepted.pipeline().addLast(new Server());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
    }

    private static List<Channel> connect(EventLoopGroup group, Channel server, int count, Supplier<Client> handler)
            throws InterruptedException {
        InetSocketAddress address = (InetSocketAddress) server.localAddress();
        List<Channel> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(new Bootstrap()
                    .group(group)
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(handler.get())
                    .connect(address)
                    .sync()
                    .channel());
        }
        return clients;
    }

    private static void send(Channel client) {
        client.writeAndFlush(client.alloc().buffer(MESSAGE_BYTES).writeZero(MESSAGE_BYTES));
    }

    /** Sends back what it reads. */
    private static final class Server extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.writeAndFlush(message);
        }
    }

    /** Sends the next message when the last one is back, so many times. */
    private static final class Client extends ChannelInboundHandlerAdapter {

        private final CountDownLatch running;
        private int left;
        private int missing = MESSAGE_BYTES;

        Client(int roundTrips, CountDownLatch running) {
            this.left = roundTrips;
            this.running = running;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            missing -= bytes.readableBytes();
            bytes.release();
            if (missing > 0) {
                return;
            }
            missing = MESSAGE_BYTES;
            if (--left > 0) {
                send(context.channel());
            } else {
                running.countDown();
            }
        }
    }
}
