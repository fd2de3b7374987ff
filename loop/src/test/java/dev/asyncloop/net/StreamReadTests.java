// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.DeadlockException;
import dev.asyncloop.FaultKind;
import dev.asyncloop.Loop;
import dev.asyncloop.LoopTimeoutException;
import dev.asyncloop.Task;
import dev.asyncloop.TaskCancelledException;
import dev.asyncloop.io.IncompleteReadException;
import dev.asyncloop.io.LimitOverrunException;
import dev.asyncloop.io.StreamOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamReadTests {

    private final Loop loop =
            Loop.builder().externalGrace(Duration.ofMillis(20)).build();

    @AfterEach
    void close() {
        loop.close();
    }

    private Net.Pair pair() throws Exception {
        return Net.pair(loop, StreamOptions.defaults());
    }

    @Test
    void read_bytesThatAreThere_doesNotSwitch() throws Exception {
        loop.run(() -> {
            Net.Pair pair = pair();
            pair.served.write("one\ntwo\nthree");
            loop.sleep(Net.seconds(1));
            long before = loop.trace().steps();

            assertThat(pair.client.readLine()).isEqualTo("one");
            assertThat(pair.client.readExactly(4)).isEqualTo("two\n".getBytes(UTF_8));
            ByteBuffer target = ByteBuffer.allocate(2);
            assertThat(pair.client.read(target)).isEqualTo(2);
            assertThat(pair.client.read(100)).isEqualTo("ree".getBytes(UTF_8));
            assertThat(loop.trace().steps()).isEqualTo(before);
        });
    }

    @Test
    void readLine_carriageReturnsAndEmptyLines_areCutOff() throws Exception {
        loop.run(() -> {
            Net.Pair pair = pair();
            pair.served.write("a\r\n\n\r\nü\rb\nend\r");
            pair.served.writeEnd();
            assertThat(pair.client.readLine()).isEqualTo("a");
            assertThat(pair.client.readLine()).isEmpty();
            assertThat(pair.client.readLine()).isEmpty();
            assertThat(pair.client.readLine()).isEqualTo("ü\rb");
            assertThat(pair.client.readLine()).isEqualTo("end\r");
            assertThat(pair.client.readLine()).isNull();
            assertThat(pair.client.isAtEnd()).isTrue();
        });
    }

    @Test
    void readUntil_separatorThatComesInPieces_isFound() throws Exception {
        loop.run(() -> {
            Net.Pair pair = pair();
            Task<byte[]> reading = loop.spawn("reader", () -> pair.client.readUntil("--end".getBytes(UTF_8)));
            for (String piece : new String[] {"a-", "-e", "n--", "end", "rest"}) {
                pair.served.write(piece);
                loop.sleep(Net.millis(1));
            }
            assertThat(reading.await()).isEqualTo("a--en--end".getBytes(UTF_8));
            assertThat(pair.client.read(9)).isEqualTo("rest".getBytes(UTF_8));
        });
    }

    @Test
    void readUntil_streamEnds_failsWithThePart() throws Exception {
        loop.run(() -> {
            Net.Pair pair = pair();
            pair.served.write("part");
            pair.served.writeEnd();
            assertThatThrownBy(() -> pair.client.readUntil(new byte[] {0}))
                    .isInstanceOfSatisfying(IncompleteReadException.class, e -> {
                        assertThat(e.partial()).isEqualTo("part".getBytes(UTF_8));
                        assertThat(e.expected()).isEqualTo(-1);
                        assertThat(e).hasMessageContainingAll("TcpStream 127.0.0.1:", "4 bytes");
                    });
        });
    }

    @Test
    void readExactly_moreThanTwiceTheLimit_takesItAllIn() throws Exception {
        loop.run(() -> {
            Net.Pair pair = Net.pair(loop, StreamOptions.defaults().withLimit(100));
            pair.served.write(new byte[1_000_000]);
            assertThat(pair.client.readExactly(900_000)).hasSize(900_000);
            pair.served.writeEnd();
            assertThat(pair.client.readAll()).hasSize(100_000);
        });
    }

    @Test
    void readLine_endlessLine_failsAsSoonAsItIsTooLong() throws Exception {
        loop.run(() -> {
            Net.Pair pair = Net.pair(loop, StreamOptions.defaults().withLimit(10));
            Task<String> reading = loop.spawn("reader", () -> pair.client.readLine());
            for (int i = 0; i < 12; i++) {
                pair.served.write("x");
                loop.sleep(Net.millis(1));
            }
            assertThatThrownBy(reading::await)
                    .isInstanceOf(LimitOverrunException.class)
                    .hasMessageContainingAll("no separator", "the limit is 10");
        });
    }

    @Test
    void read_nothingToRead_givesNothingWithoutWaiting() throws Exception {
        loop.run(() -> {
            Net.Pair pair = pair();
            assertThat(pair.client.read(0)).isEmpty();
            assertThat(pair.client.readExactly(0)).isEmpty();
            assertThat(pair.client.read(ByteBuffer.allocate(0))).isZero();
            assertThatThrownBy(() -> pair.client.read(-1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> pair.client.readExactly(-1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> pair.client.readUntil(new byte[0])).isInstanceOf(IllegalArgumentException.class);
        });
    }

    @Test
    void read_cancelledAtAnyMomentUnderManySeeds_losesNothing() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            try (Loop seeded = Loop.builder().seed(seed).build()) {
                seeded.run(() -> {
                    Net.Pair pair = Net.pair(seeded, StreamOptions.defaults());
                    seeded.spawn("writer", () -> {
                        for (int i = 0; i < 10; i++) {
                            pair.served.write("<" + i + ">");
                            seeded.yieldNow();
                        }
                        pair.served.writeEnd();
                    });
                    StringBuilder all = new StringBuilder();
                    while (!pair.client.isAtEnd()) {
                        Task<?> reader = seeded.spawn("reader", () -> {
                            all.append(new String(pair.client.readExactly(1), UTF_8));
                            all.append(new String(pair.client.read(2), UTF_8));
                        });
                        seeded.yieldNow();
                        reader.cancel();
                        try {
                            reader.await();
                        } catch (Exception e) { // is tried again
                            assertThat(e).isInstanceOfAny(TaskCancelledException.class, IncompleteReadException.class);
                        }
                    }
                    assertThat(all.toString()).isEqualTo("<0><1><2><3><4><5><6><7><8><9>");
                    pair.close();
                });
                assertThat(seeded.audit()).isEmpty();
            }
        }
    }

    @Test
    void read_peerThatNeverAnswers_isEndedByATimeout() throws Exception {
        loop.run(() -> {
            Net.Pair pair = pair();
            assertThatThrownBy(() -> loop.timeout(Net.seconds(30), () -> pair.client.read(1)))
                    .isInstanceOf(LoopTimeoutException.class);
            pair.served.write("late");
            assertThat(pair.client.read(10)).isEqualTo("late".getBytes(UTF_8));
        });
        assertThat(loop.clock().nanoTime())
                .isBetween(Net.seconds(30).toNanos(), Net.seconds(31).toNanos());
    }

    @Test
    void read_nobodyEverWrites_isADeadlockThatNamesTheStreamAndTheOperation() {
        assertThatThrownBy(() -> loop.run(() -> {
                    Net.Pair pair = pair();
                    pair.client.readLine();
                }))
                .isInstanceOf(DeadlockException.class)
                .hasMessageContaining("waits for readLine of TcpStream 127.0.0.1:");
    }

    @Test
    void audit_openStream_isALeakWithItsSite() throws Exception {
        loop.run(() -> {
            pair();
        });
        assertThat(loop.audit()).hasSize(2).allSatisfy(fault -> {
            assertThat(fault.kind()).isEqualTo(FaultKind.LEAKED_RESOURCE);
            assertThat(fault.toString()).contains("TcpStream 127.0.0.1:", "is still open", "Net.java:");
        });
    }
}
