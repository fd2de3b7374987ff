// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.io.ConnectionLostException;
import dev.asyncloop.io.StreamOptions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamWriteTests {

    private static final int MUCH = 10_000_000;

    private final List<String> reported = new ArrayList<>();
    private final Loop loop = Loop.builder()
            .exceptionHandler((on, context) -> reported.add(context.message()))
            .build();

    @AfterEach
    void close() {
        loop.close();
    }

    private Net.Pair pair() throws Exception {
        return Net.pair(loop, StreamOptions.defaults());
    }

    @Test
    void drain_slowReader_makesTheWriterWait() throws Exception {
        loop.run(() -> {
            Net.Pair pair = pair();
            int[] written = {0};
            Task<?> writer = loop.spawn("writer", () -> {
                for (int i = 0; i < 1_000; i++) {
                    pair.served.write(new byte[10_000]);
                    written[0] += 10_000;
                    pair.served.drain();
                }
                pair.served.writeEnd();
            });
            int read = 0;
            while (!pair.client.isAtEnd()) {
                loop.sleep(Net.millis(10));
                read += pair.client.read(50_000).length;
                assertThat(written[0] - read).as("bytes under way").isLessThan(600_000);
            }
            writer.await();
            assertThat(read).isEqualTo(MUCH);
        });
    }

    @Test
    void write_largeBufferThatIsChangedAfterwards_sendsWhatItWas() throws Exception {
        loop.run(() -> {
            Net.Pair pair = pair();
            byte[] bytes = new byte[1_000_000];
            java.util.Arrays.fill(bytes, (byte) 7);
            ByteBuffer source = ByteBuffer.wrap(bytes);
            pair.served.write(source);
            assertThat(source.hasRemaining()).isFalse();
            java.util.Arrays.fill(bytes, (byte) 8);
            pair.served.writeEnd();
            byte[] all = pair.client.readAll();
            assertThat(all).hasSize(1_000_000).containsOnly(7);
        });
    }

    @Test
    void close_muchUnsent_isClosedAfterAllIsSent() throws Exception {
        loop.run(() -> {
            Net.Pair pair = pair();
            pair.served.write(new byte[MUCH]);
            pair.served.close();
            assertThat(pair.served.isClosed()).isFalse();
            Task<?> closed = loop.spawn("closer", pair.served::waitClosed);
            assertThat(pair.client.readAll()).hasSize(MUCH);
            closed.await();
            assertThat(pair.served.isClosed()).isTrue();
            pair.client.close();
        });
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void write_afterWriteEnd_isRefused() throws Exception {
        loop.run(() -> {
            Net.Pair pair = pair();
            pair.client.writeEnd();
            pair.client.writeEnd();
            assertThatThrownBy(() -> pair.client.write("x"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("after writeEnd()");
        });
    }

    @Test
    void write_afterClose_isDroppedAndTheFifthReportedOnce() throws Exception {
        loop.run(() -> {
            Net.Pair pair = pair();
            pair.client.close();
            for (int i = 0; i < 4; i++) {
                pair.client.write("x");
            }
            assertThat(reported).isEmpty();
            for (int i = 0; i < 10; i++) {
                pair.client.write("x");
            }
            assertThat(reported).singleElement().asString().contains("what is written to it is dropped");
            assertThatThrownBy(pair.client::drain)
                    .isInstanceOf(ConnectionLostException.class)
                    .hasMessageContaining("is closed");
        });
    }

    @Test
    void writeEnd_halfClosed_goesOnReading() throws Exception {
        loop.run(() -> {
            Net.Pair pair = pair();
            pair.client.write("question");
            pair.client.writeEnd();
            assertThat(pair.served.readAll()).hasSize(8);
            pair.served.write("answer");
            pair.served.close();
            assertThat(pair.client.readAll()).hasSize(6);
            assertThat(pair.client.isClosed()).isFalse();
            pair.client.close();
        });
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void abort_whileTheOtherEndReads_failsThere() throws Exception {
        loop.run(() -> {
            Net.Pair pair = pair();
            Task<byte[]> reader = loop.spawn("reader", () -> pair.client.read(1));
            loop.yieldNow();
            pair.served.abort();
            assertThatThrownBy(reader::await)
                    .isInstanceOf(ConnectionLostException.class)
                    .hasMessageContaining("was lost");
            assertThat(pair.client.isClosed()).isTrue();
        });
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void abort_whileTheOtherEndWaitsInDrain_failsThere() throws Exception {
        loop.run(() -> {
            Net.Pair pair = pair();
            pair.client.write(new byte[MUCH]);
            Task<?> draining = loop.spawn("writer", pair.client::drain);
            loop.sleep(Net.millis(1));
            assertThat(draining.isDone()).isFalse();
            pair.served.abort();
            assertThatThrownBy(draining::await).isInstanceOf(ConnectionLostException.class);
            assertThatThrownBy(pair.client::drain).isInstanceOf(ConnectionLostException.class);
        });
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void abort_whileTheOtherEndHasMuchUnsentAndNobodyWaits_closesIt() throws Exception {
        loop.run(() -> {
            Net.Pair pair = pair();
            pair.client.write(new byte[MUCH]);
            pair.served.abort();
            pair.client.waitClosed();
        });
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void drain_cancelled_staysWritable() throws Exception {
        loop.run(() -> {
            Net.Pair pair = pair();
            pair.client.write(new byte[MUCH]);
            Task<?> draining = loop.spawn("writer", pair.client::drain);
            loop.yieldNow();
            draining.cancel();
            loop.yieldNow();
            assertThat(draining.isCancelled()).isTrue();
            pair.client.writeEnd();
            assertThat(pair.served.readAll()).hasSize(MUCH);
        });
    }
}
