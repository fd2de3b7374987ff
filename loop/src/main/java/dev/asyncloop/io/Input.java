// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

import dev.asyncloop.ClockHold;
import dev.asyncloop.Loop;
import dev.asyncloop.internal.Waiter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The receiving half of a stream: what has come and was not read, and the task that waits for more. Where nobody reads, the
 * transport is told to stop at twice the limit, and to go on at the limit.
 */
final class Input {

    private static final byte[] LINE_FEED = {'\n'};

    private final Loop loop;
    private final int limit;
    private final Supplier<String> name;
    private final Supplier<String> waitsFor;
    private final ByteQueue bytes = new ByteQueue();

    private @Nullable Transport transport;
    private boolean paused;
    private boolean ended;
    private boolean lost;
    private @Nullable IOException reason;

    private @Nullable Waiter reader;
    private String operation = "";
    private int wanted;

    private boolean endsWhenIdle;
    private boolean owesAnswer;

    Input(Loop loop, int limit, Supplier<String> name) {
        this.loop = loop;
        this.limit = limit;
        this.name = name;
        this.waitsFor = () -> operation + " of " + name.get() + " to have enough bytes";
    }

    void begin(Transport source) {
        transport = source;
        source.reading(true);
    }

    // ---- what comes

    void received(ByteBuffer source) {
        bytes.add(source);
        Waiter waiting = reader;
        if (waiting == null || waiting.isDone()) {
            pauseIfFull();
        } else if (bytes.size() >= wanted) {
            waiting.wake();
            pauseIfFull();
        }
    }

    private void pauseIfFull() {
        if (!paused && bytes.size() > 2L * limit) {
            paused = true;
            transport().reading(false);
        }
    }

    private void taken() {
        owesAnswer = true;
        if (paused && bytes.size() <= limit) {
            resume();
        }
    }

    private void resume() {
        paused = false;
        transport().reading(true);
    }

    void ended() {
        ended = true;
        wakeReader();
    }

    void closed(@Nullable IOException why) {
        if (!lost && !(ended && why == null)) {
            lost = true;
            reason = why;
        }
        wakeReader();
    }

    private void wakeReader() {
        if (reader != null) {
            reader.wake();
        }
    }

    // ---- the end of a conversation

    /** Lets the stream end as soon as its task waits for a request without having received a part of it. */
    void endWhenIdle() {
        endsWhenIdle = true;
        if (reader != null && !reader.isDone()) {
            endIfIdle();
        }
    }

    /** Notes that something was written, which answers what was read before. */
    void answered() {
        owesAnswer = false;
    }

    private void endIfIdle() {
        if (!owesAnswer && bytes.isEmpty() && !ended) {
            transport().readNow();
            if (bytes.isEmpty() && !ended) {
                ended();
            }
        }
    }

    // ---- reading

    byte[] read(int max) throws IOException {
        if (max < 0) {
            throw new IllegalArgumentException("max is " + max + ", and must not be negative.");
        }
        enter("read");
        if (max == 0 || !hasBytes("read")) {
            return new byte[0];
        }
        byte[] taken = bytes.take(Math.min(max, bytes.size()));
        taken();
        return taken;
    }

    int read(ByteBuffer target) throws IOException {
        Objects.requireNonNull(target, "target");
        enter("read");
        if (!target.hasRemaining()) {
            return 0;
        }
        if (!hasBytes("read")) {
            return -1;
        }
        int count = bytes.takeInto(target);
        taken();
        return count;
    }

    boolean hasBytes(String what) throws IOException {
        while (bytes.isEmpty()) {
            if (!await(1, what)) {
                return false;
            }
        }
        return true;
    }

    byte[] readExactly(int count) throws IOException {
        if (count < 0) {
            throw new IllegalArgumentException("count is " + count + ", and must not be negative.");
        }
        enter("readExactly");
        while (bytes.size() < count) {
            if (!await(count, "readExactly")) {
                throw new IncompleteReadException(takeAll(), count, name.get());
            }
        }
        byte[] taken = bytes.take(count);
        taken();
        return taken;
    }

    byte[] readUntil(byte[] separator) throws IOException {
        if (separator.length == 0) {
            throw new IllegalArgumentException("The separator is empty: give it at least one byte.");
        }
        enter("readUntil");
        return readUntil(separator, "readUntil");
    }

    private byte[] readUntil(byte[] separator, String what) throws IOException {
        int from = 0;
        while (true) {
            int at = bytes.indexOf(separator, from);
            if (at > limit) {
                throw new LimitOverrunException(true, at, limit, name.get());
            }
            if (at >= 0) {
                byte[] taken = bytes.take(at + separator.length);
                taken();
                return taken;
            }
            from = Math.max(0, bytes.size() + 1 - separator.length);
            if (from > limit) {
                throw new LimitOverrunException(false, from, limit, name.get());
            }
            if (!await(bytes.size() + 1, what)) {
                throw new IncompleteReadException(takeAll(), -1, name.get());
            }
        }
    }

    /** Reads a line with its end, or without one at the end of the stream; a line over the limit is dropped as far as known. */
    byte[] readLine() throws IOException {
        enter("readLine");
        try {
            return readUntil(LINE_FEED, "readLine");
        } catch (IncompleteReadException e) {
            return e.partial();
        } catch (LimitOverrunException e) {
            bytes.skip(e.isSeparatorFound() ? e.consumed() + LINE_FEED.length : bytes.size());
            taken();
            throw e;
        }
    }

    byte[] readAll() throws IOException {
        enter("readAll");
        while (await(Integer.MAX_VALUE, "readAll")) {
            // until it ends
        }
        return takeAll();
    }

    private byte[] takeAll() {
        byte[] all = bytes.take(bytes.size());
        taken();
        return all;
    }

    boolean isAtEnd() {
        return bytes.isEmpty() && (ended || lost);
    }

    private void enter(String what) {
        Waiter.requireMayWait(loop, "TcpStream." + what);
        if (reader != null) {
            throw new IllegalStateException(
                    what + " was called on " + name.get() + " while another task waits in " + operation
                            + ". One task at a time may read: share the stream with a lock, or hand over what was read.");
        }
    }

    /** Waits for a number of bytes to be there in all; returns false if nothing more will come. */
    private boolean await(int size, String what) throws IOException {
        if (endsWhenIdle) {
            int before = bytes.size();
            endIfIdle();
            if (bytes.size() > before) {
                return true;
            }
        }
        if (lost) {
            throw new ConnectionLostException(name.get(), reason);
        }
        if (ended) {
            return false;
        }
        if (paused) {
            resume();
        }
        Waiter waiter = Waiter.on(loop, waitsFor, () -> null);
        reader = waiter;
        wanted = size;
        operation = what;
        ClockHold hold = transport().hold(waitsFor);
        try {
            waiter.await();
        } finally {
            reader = null;
            if (hold != null) {
                hold.close();
            }
        }
        return true;
    }

    private Transport transport() {
        return Objects.requireNonNull(transport);
    }
}
