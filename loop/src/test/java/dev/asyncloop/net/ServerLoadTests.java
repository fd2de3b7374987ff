// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.ExceptionContext;
import dev.asyncloop.FibreBackend;
import dev.asyncloop.Loop;
import dev.asyncloop.Promise;
import dev.asyncloop.Task;
import dev.asyncloop.TaskCancelledException;
import dev.asyncloop.internal.LoopInternals;
import dev.asyncloop.io.ConnectionLostException;
import dev.asyncloop.io.ServerOptions;
import dev.asyncloop.io.TcpServer;
import dev.asyncloop.io.TcpStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A server with a thousand clients of a thousand round trips each, half of whom are cancelled or break their connection at some
 * point that the seed decides. Where tasks are platform threads, a fifth of the clients and of the round trips.
 */
@Timeout(300)
class ServerLoadTests {

    private static final int MESSAGE_BYTES = 64;

    /** How a client ends. */
    private enum End {
        WELL,
        CANCELLED,
        RESET
    }

    private static final class Client {
        private final End end;
        private final int until;
        private final Promise<@Nullable Void> reached;
        private int roundTrips;
        private boolean cancelled;

        Client(Loop loop, End end, int until) {
            this.end = end;
            this.until = until;
            reached = loop.promise("end of patience");
        }
    }

    private final List<String> unhandled = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private int wrongAnswers;

    private static void sendBack(TcpStream stream) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1_024);
        while (stream.read(buffer.clear()) >= 0) {
            stream.write(buffer.flip());
            stream.drain();
        }
    }

    private TcpServer start(Loop loop, int backlog) throws IOException {
        return TcpServer.start(
                loop,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                ServerOptions.defaults().withBacklog(backlog),
                ServerLoadTests::sendBack);
    }

    private void ask(Loop loop, TcpServer server, Client client, int number) throws IOException {
        byte[] message = new byte[MESSAGE_BYTES];
        Arrays.fill(message, (byte) number);
        try (TcpStream stream = TcpStream.connect(loop, server.address())) {
            while (client.roundTrips < client.until || client.end == End.CANCELLED) {
                if (client.roundTrips == client.until) {
                    client.reached.tryComplete(null);
                }
                stream.write(message);
                if (!Arrays.equals(stream.readExactly(MESSAGE_BYTES), message)) {
                    wrongAnswers++;
                }
                client.roundTrips++;
            }
            if (client.end == End.RESET) {
                stream.write(message);
                stream.abort();
            }
        }
    }

    private void note(Loop loop, ExceptionContext context) {
        unhandled.add(context.message() + ": " + context.exception());
    }

    private void spawnClients(Loop loop, TcpServer server, int count, int roundTrips, List<Task<?>> tasks) {
        RandomGenerator random = loop.random();
        for (int i = 0; i < count; i++) {
            End end = i % 2 == 0 ? End.WELL : i % 4 == 1 ? End.CANCELLED : End.RESET;
            Client client = new Client(loop, end, end == End.WELL ? roundTrips : random.nextInt(roundTrips));
            clients.add(client);
            int number = i;
            int steps = random.nextInt(8);
            Task<?> task = loop.spawn("client-" + i, () -> {
                Task<?> asking = loop.spawn("asking-" + number, () -> ask(loop, server, client, number));
                if (end == End.CANCELLED) {
                    cancelAfter(loop, asking, client, steps);
                } else {
                    asking.await();
                }
            });
            tasks.add(task);
        }
    }

    /** Cancels a client in whatever it does some steps after its number of round trips is reached. */
    private static void cancelAfter(Loop loop, Task<?> asking, Client client, int steps) {
        client.reached.await();
        for (int i = 0; i < steps; i++) {
            loop.yieldNow();
        }
        asking.cancel("lost patience");
        try {
            asking.await();
        } catch (TaskCancelledException e) {
            client.cancelled = true;
        }
    }

    @Test
    void server_underLoadWithCancelledAndBrokenClients_leavesNothingBehind() {
        try (Loop loop = Loop.builder()
                .realTime()
                .seed(0x10adL)
                .exceptionHandler(this::note)
                .build()) {
            boolean light = loop.fibreBackend() == FibreBackend.VIRTUAL_THREADS;
            int count = light ? 1_000 : 200;
            int roundTrips = light ? 1_000 : 200;
            loop.run(() -> {
                TcpServer server = start(loop, count);
                List<Task<?>> tasks = new ArrayList<>();
                spawnClients(loop, server, count, roundTrips, tasks);
                tasks.forEach(Task::await);
                server.close();
                loop.timeout(Duration.ofSeconds(60), server::waitClosed);
                assertThat(server.connectionCount()).isZero();
            });
            assertThat(loop.tasks()).isEmpty();
            assertThat(loop.timerCount()).isZero();
            assertThat(loop.audit()).isEmpty();
            assertThat(LoopInternals.knownChannels(loop)).isZero();
        }
        assertThat(wrongAnswers).isZero();
        long broken = clients.stream().filter(client -> client.end != End.WELL).count();
        long reset = clients.stream()
                .filter(client -> client.end == End.RESET && client.until > 0)
                .count();
        assertThat(unhandled)
                .as("a connection that breaks is told once, to the handler, and nothing else is")
                .doesNotHaveDuplicates()
                .hasSizeBetween((int) reset, (int) broken)
                .allMatch(text -> text.contains("ConnectionLostException"));
        for (Client client : clients) {
            if (client.end == End.CANCELLED) {
                assertThat(client.cancelled).isTrue();
            } else {
                assertThat(client.roundTrips).isEqualTo(client.until);
            }
        }
    }

    /** The bytes of clients who behave, as the server has sent and the clients have received them. */
    private long sent;

    private long received;

    @Test
    void server_toldToStopUnderLoad_losesNothingThatItHasAcceptedWithinItsGrace() {
        List<String> cutOff = new ArrayList<>();
        try (Loop loop = Loop.builder().realTime().exceptionHandler(this::note).build()) {
            int count = loop.fibreBackend() == FibreBackend.VIRTUAL_THREADS ? 1_000 : 200;
            loop.run(() -> {
                TcpServer server = TcpServer.start(
                        loop,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        ServerOptions.defaults().withBacklog(count),
                        this::sendBackAndCount);
                List<Task<?>> tasks = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    boolean behaves = i % 4 != 0;
                    int roundTrips = behaves ? Integer.MAX_VALUE : loop.random().nextInt(20);
                    tasks.add(loop.spawn("client-" + i, () -> askUntilTheEnd(loop, server, behaves, roundTrips)));
                }
                while (received < 10L * count * MESSAGE_BYTES) {
                    loop.sleep(Duration.ofMillis(1));
                }
                cutOff.addAll(server.shutdown(Duration.ofSeconds(60)));
                tasks.forEach(Task::await);
            });
            assertThat(loop.audit()).isEmpty();
            assertThat(LoopInternals.knownChannels(loop)).isZero();
        }
        assertThat(cutOff).isEmpty();
        assertThat(unhandled).doesNotHaveDuplicates().allMatch(text -> text.contains("ConnectionLostException"));
        assertThat(received).isEqualTo(sent);
    }

    private void sendBackAndCount(TcpStream stream) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(MESSAGE_BYTES);
        while (stream.read(buffer.clear()) >= 0) {
            if (buffer.get(0) == 1) {
                sent += buffer.position();
            }
            stream.write(buffer.flip());
            stream.drain();
        }
    }

    /** Asks until the server ends the conversation, or breaks it after some round trips. */
    private void askUntilTheEnd(Loop loop, TcpServer server, boolean behaves, int roundTrips) throws IOException {
        byte[] message = new byte[MESSAGE_BYTES];
        Arrays.fill(message, (byte) (behaves ? 1 : 2));
        try (TcpStream stream = TcpStream.connect(loop, server.address())) {
            for (int i = 0; i < roundTrips; i++) {
                stream.write(message);
                int missing = MESSAGE_BYTES;
                while (missing > 0) {
                    int read = stream.read(missing).length;
                    if (read == 0) {
                        return;
                    }
                    missing -= read;
                    received += behaves ? read : 0;
                }
            }
            stream.abort();
        } catch (ConnectionLostException e) {
            // the question came when the server had closed already: it is told that by a reset
        }
    }
}
