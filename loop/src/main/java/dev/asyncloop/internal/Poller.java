// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.ExceptionContext;
import dev.asyncloop.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks the operating system which channels are ready, once an iteration, and lets the loop's thread sleep until one is.
 *
 * <p>Channels are numbered as they come. Those that are ready are queued in the order of their numbers, for the selector's own
 * order is nobody's. In virtual time, what is on its way between two channels of this loop is waited for before that, so that
 * it does not depend on the kernel's haste either; see {@link Wire}.
 */
final class Poller implements Sleeper {

    private static final int SCRATCH = 64 * 1024;

    private static final Comparator<Watch> BY_NUMBER = Comparator.comparingLong(watch -> watch.number);

    /** Loaded with the first channel: a process that has run out of descriptors cannot load classes from a folder any more. */
    static final List<Class<?>> NEEDED_WITHOUT_DESCRIPTORS = List.of(
            CallbackTimer.TimerStep.class, SleepTimer.class, Durations.class, ExceptionContext.class, Fault.class);

    private final Engine engine;
    private final Selector selector;
    private final List<Watch> fired = new ArrayList<>();
    private final List<Watch> idle = new ArrayList<>();
    private final Consumer<SelectionKey> collector = this::collect;

    /** Who waits for which channel, and has to be told if that is closed meanwhile. */
    private final Map<Waiter, Watch> waits = new LinkedHashMap<>();

    /** The ends for which something is on its way, in the order in which it was sent. */
    private final List<Wire> onTheWay = new ArrayList<>();

    final Wires wires;

    private long lastNumber;
    private int registered;
    private boolean polled;
    private @Nullable ByteBuffer scratch;

    Poller(Engine engine) {
        this.engine = engine;
        wires = new Wires(this, !engine.settings.realTime);
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("The loop cannot open a selector: " + e.getMessage(), e);
        }
    }

    /** Returns the watch of a channel, made if there is none. */
    Watch watch(SelectableChannel channel) {
        Watch known = find(channel);
        if (known != null) {
            return known;
        }
        if (channel.isBlocking()) {
            throw new IllegalArgumentException("The channel must be non-blocking: call configureBlocking(false) on "
                    + channel + " before it is watched.");
        }
        Watch watch = new Watch(this, channel, ++lastNumber);
        try {
            if (channel.keyFor(selector) != null) {
                selectNow(); // completes the deregistration of a watch that has ended
            }
            watch.key = channel.register(selector, 0, watch);
            registered++;
        } catch (IOException e) {
            throw new UncheckedIOException("The loop cannot watch " + channel + ": " + e, e);
        } catch (IllegalBlockingModeException e) {
            throw new AssertionError("checked above", e);
        }
        return watch;
    }

    /** Returns the watch of a channel, if there is one. */
    @Nullable
    Watch find(SelectableChannel channel) {
        SelectionKey key = channel.keyFor(selector);
        return key != null && key.isValid() ? (Watch) key.attachment() : null;
    }

    /** Notes that nobody watches a channel at present; it is let go unless somebody does at the next poll. */
    void idle(Watch watch) {
        idle.add(watch);
    }

    /** Lets the system have back what was closed; it keeps a socket as long as the selector knows it. */
    void release() {
        try {
            selector.selectNow(key -> {}); // who is ready now is so at the next poll, too
        } catch (IOException e) {
            throw cannotPoll(e);
        }
    }

    /** Notes who waits for a channel that others may close; to be ended by {@link #waited}. */
    void waits(Waiter waiter, Watch watch) {
        waits.put(waiter, watch);
    }

    void waited(Waiter waiter) {
        waits.remove(waiter);
    }

    Engine engine() {
        return engine;
    }

    /** Looks after an end for which something is on its way. */
    void expect(Wire wire) {
        onTheWay.add(wire);
    }

    /** Returns the memory into and out of which the channels of this loop are read and written; for one call at a time. */
    ByteBuffer scratch() {
        if (scratch == null) {
            scratch = ByteBuffer.allocateDirect(SCRATCH);
        }
        return scratch.clear();
    }

    /** Makes a channel ready without asking the kernel. */
    void fire(Watch watch, int ops) {
        if (!watch.isFired()) {
            fired.add(watch);
        }
        watch.fired(ops);
    }

    /** Returns whether a channel is watched from which something could come. */
    boolean isWaiting() {
        return isWaitingFor(~0);
    }

    /** Returns whether a connect is pending, which the operating system will answer in time, one way or the other. */
    boolean isConnecting() {
        return isWaitingFor(SelectionKey.OP_CONNECT);
    }

    private boolean isWaitingFor(int ops) {
        for (SelectionKey key : selector.keys()) {
            if (key.isValid() && (key.interestOps() & ops) != 0) {
                return true;
            }
        }
        return false;
    }

    boolean hasFired() {
        return !fired.isEmpty();
    }

    /** Queues the steps of the channels that are ready. */
    void poll() {
        if (!idle.isEmpty()) {
            for (Watch watch : idle) {
                watch.letGoIfIdle();
            }
            idle.clear();
        }
        try {
            if (!polled || fired.isEmpty()) {
                selectNow();
            }
            polled = false;
            if (!onTheWay.isEmpty()) {
                awaitArrivals();
            }
        } catch (IOException e) {
            throw cannotPoll(e);
        }
        wakeWhoWaitsForTheClosed();
        if (fired.size() > 1) {
            fired.sort(BY_NUMBER);
        }
        for (Watch watch : fired) {
            watch.queue(engine.ready);
        }
        fired.clear();
    }

    /** Tells those who wait for a closed channel; the selector has forgotten it, so there is nothing to do unless it shrank. */
    private void wakeWhoWaitsForTheClosed() {
        int now = selector.keys().size();
        if (now < registered) {
            waits.forEach((waiter, watch) -> {
                if (!watch.isOpen()) {
                    waiter.wake();
                }
            });
        }
        registered = now;
    }

    private void selectNow() throws IOException {
        selector.selectNow(collector);
    }

    /** Waits for what is on its way, for a bounded time: the kernel may have dropped it, as it may a datagram. */
    private void awaitArrivals() throws IOException {
        long began = System.nanoTime();
        onTheWay.removeIf(wire -> {
            wire.listed = wire.isOfInterest();
            return !wire.listed;
        });
        while (isAnyMissing()) {
            long left = engine.settings.externalGraceNanos - (System.nanoTime() - began);
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                giveUp();
                return;
            }
            selector.select(collector, toMillis(left));
        }
    }

    private void giveUp() {
        for (Wire wire : onTheWay) {
            if (wire.isMissing()) {
                wire.giveUp();
            }
        }
    }

    private boolean isAnyMissing() {
        for (Wire wire : onTheWay) {
            if (wire.isMissing()) {
                return true;
            }
        }
        return false;
    }

    private void collect(SelectionKey key) {
        fire((Watch) key.attachment(), key.readyOps());
    }

    @Override
    public void sleep(long nanos) {
        polled = true;
        try {
            selector.select(collector, toMillis(nanos));
        } catch (IOException e) {
            throw cannotPoll(e);
        }
    }

    private static UncheckedIOException cannotPoll(IOException e) {
        return new UncheckedIOException("The loop cannot poll its channels: " + e.getMessage(), e);
    }

    /** Rounds up, so that the loop does not spin for the last part of a millisecond. */
    private static long toMillis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos - 1) + 1;
    }

    @Override
    public void wake(Thread driver) {
        selector.wakeup();
    }

    void close() {
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The loop cannot close its selector: " + e.getMessage(), e);
        }
    }
}
