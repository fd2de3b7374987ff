// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.Loops.seconds;
import static dev.asyncloop.Loops.secondsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChannelWatcherTests {

    private final Loop loop = Loop.create();
    private final List<String> log = new ArrayList<>();
    private Pipe pipe;

    @BeforeEach
    void openPipe() throws IOException {
        pipe = open();
    }

    private Pipe open() throws IOException {
        Pipe opened = Pipe.open();
        opened.source().configureBlocking(false);
        opened.sink().configureBlocking(false);
        return opened;
    }

    @AfterEach
    void closeAll() throws IOException {
        pipe.source().close();
        pipe.sink().close();
        loop.close();
    }

    private void put(Pipe into) throws IOException {
        into.sink().write(ByteBuffer.wrap(new byte[] {1}));
    }

    private static int drain(Pipe from) throws IOException {
        return from.source().read(ByteBuffer.allocate(64));
    }

    @Test
    void reader_whatItLeaves_isReportedAgainInTheNextIteration() throws IOException {
        put(pipe);
        loop.addReader(pipe.source(), () -> {
            log.add("readable");
            if (log.size() == 3) {
                loop.removeReader(pipe.source());
            }
        });
        loop.runUntilIdle();
        assertThat(log).containsExactly("readable", "readable", "readable");
    }

    @Test
    void reader_addedAgain_replacesTheFormerOneAlsoWhereItsStepIsQueued() throws IOException {
        put(pipe);
        loop.addReader(pipe.source(), () -> log.add("old"));
        loop.callSoon(() -> loop.callSoon(() -> loop.addReader(pipe.source(), () -> {
            log.add("new");
            loop.removeReader(pipe.source());
        })));
        loop.addWriter(pipe.sink(), () -> {
            log.add("w");
            loop.removeWriter(pipe.sink());
        });
        loop.runUntilIdle();
        assertThat(log).startsWith("old").endsWith("new").contains("w").containsOnlyOnce("new");
    }

    @Test
    void remove_tellsWhetherThereWasOne() {
        loop.addReader(pipe.source(), () -> {});
        assertThat(loop.removeWriter(pipe.source())).isFalse();
        assertThat(loop.removeReader(pipe.source())).isTrue();
        assertThat(loop.removeReader(pipe.source())).isFalse();
        loop.addReader(pipe.source(), () -> {});
        assertThat(loop.removeReader(pipe.source())).isTrue();
    }

    @Test
    void remove_letsTheChannelGoOneIterationLater() throws IOException {
        loop.addReader(pipe.source(), () -> {});
        loop.removeReader(pipe.source());
        loop.runUntilIdle();
        loop.callSoon(() -> {});
        loop.runUntilIdle();
        pipe.source().configureBlocking(true);
        assertThat(pipe.source().isBlocking()).isTrue();
        pipe.source().configureBlocking(false);
        loop.addReader(pipe.source(), () -> log.add("again" + uncheckedDrain()));
        put(pipe);
        loop.runUntilIdle();
        assertThat(log).containsExactly("again1");
    }

    private int uncheckedDrain() {
        try {
            return drain(pipe);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void blockingChannel_isRefused() throws IOException {
        pipe.source().configureBlocking(true);
        assertThatThrownBy(() -> loop.addReader(pipe.source(), () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be non-blocking");
    }

    @Test
    void closedLoop_refusesToAddAndHasNothingToRemove() {
        loop.addReader(pipe.source(), () -> {});
        loop.close();
        assertThat(loop.removeReader(pipe.source())).isFalse();
        assertThatThrownBy(() -> loop.addReader(pipe.source(), () -> {})).isInstanceOf(LoopClosedException.class);
    }

    @Test
    void failureOfAReader_goesToTheHandlerAndTheLoopGoesOn() throws IOException {
        put(pipe);
        loop.setExceptionHandler((on, context) -> log.add(context.message()));
        loop.addReader(pipe.source(), () -> {
            loop.removeReader(pipe.source());
            throw new IllegalStateException("unreadable");
        });
        loop.runUntilIdle();
        assertThat(log).containsExactly("Exception in i/o");
    }

    @Test
    void channelsOfOneMoment_areStepsInTheOrderOfTheirFirstWatch() throws IOException {
        List<Pipe> pipes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Pipe one = open();
            pipes.add(one);
            String name = "r" + i;
            loop.addReader(one.source(), () -> {
                log.add(name);
                loop.removeReader(one.source());
            });
        }
        for (int i = pipes.size() - 1; i >= 0; i--) {
            put(pipes.get(i));
        }
        loop.runUntilIdle();
        for (int i = 0; i < pipes.size(); i++) {
            assertThat(log.get(i)).isEqualTo("r" + i);
            pipes.get(i).source().close();
            pipes.get(i).sink().close();
        }
    }

    @Test
    void foreignThread_thatWritesWhileTheLoopHasNothingToDo_wakesIt() throws Exception {
        Promise<Integer> read = loop.promise("read");
        loop.addReader(pipe.source(), () -> {
            read.complete(uncheckedDrain());
            loop.removeReader(pipe.source());
        });
        Thread writer = new Thread(() -> {
            try {
                put(pipe);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        writer.start();
        assertThat(loop.<Integer>run(read::await)).isEqualTo(1);
        writer.join();
    }

    @Test
    void audit_openChannelThatIsStillWatched_isALeak() throws IOException {
        loop.addReader(pipe.source(), () -> {});
        loop.addWriter(pipe.sink(), () -> {});
        loop.removeWriter(pipe.sink());
        assertThat(loop.audit()).singleElement().satisfies(fault -> {
            assertThat(fault.kind()).isEqualTo(FaultKind.LEAKED_RESOURCE);
            assertThat(fault.message()).contains("is still watched. Call removeReader or removeWriter");
            assertThat(fault.details()).singleElement().asString().contains("(ChannelWatcherTests.java:");
        });
        pipe.source().close();
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void watchedChannel_withoutAHold_doesNotKeepTheClock() {
        loop.addReader(pipe.source(), () -> {});
        loop.run(() -> loop.sleep(seconds(3600)));
        assertThat(secondsOf(loop)).isEqualTo(3600);
    }
}
