// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.Handle;
import dev.asyncloop.schedule.StepKind;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/**
 * A channel that the loop watches: one callback for reading and one for writing, each of which runs in a step of its own in
 * every iteration in which the channel is ready for it, reading first.
 */
public final class Watch {

    private static final int READ = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;
    private static final int WRITE = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;

    final long number;

    private final Poller poller;
    private final SelectableChannel channel;
    private final Lane lane = new Lane();
    private @Nullable WatchStep reader;
    private @Nullable WatchStep writer;
    private int fired;
    private boolean kept;
    private boolean writerWithheld;
    private @Nullable Wire raw;

    @Nullable
    SelectionKey key;

    Watch(Poller poller, SelectableChannel channel, long number) {
        this.poller = poller;
        this.channel = channel;
        this.number = number;
    }

    /** Sets what runs when the channel can be read or accepted from, or {@code null}; returns whether there was something. */
    public boolean onReadable(@Nullable Runnable callback) {
        boolean replaced = cancel(reader);
        reader = callback == null ? null : new WatchStep(callback);
        interestChanged();
        return replaced;
    }

    /** Sets what runs when the channel can be written or its connect finished, or {@code null}; returns whether there was something. */
    public boolean onWritable(@Nullable Runnable callback) {
        boolean replaced = cancel(writer);
        writer = callback == null ? null : new WatchStep(callback);
        writerWithheld = false;
        interestChanged();
        return replaced;
    }

    /** Returns whether there is a callback for reading. */
    public boolean isReadable() {
        return reader != null;
    }

    /** Returns whether there is a callback for writing. */
    public boolean isWritable() {
        return writer != null;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Keeps the writer from running although the kernel would take more, or lets it run in the next iteration. */
    void withholdWriter(boolean withhold) {
        writerWithheld = withhold;
        interestChanged();
        if (!withhold && writer != null) {
            poller.fire(this, WRITE & channel.validOps());
        }
    }

    boolean isWriterWithheld() {
        return writerWithheld;
    }

    /** Keeps the wire of a channel that user code holds; it ends when the channel is closed, of which nobody tells. */
    public void raw(Wire wire) {
        raw = wire;
    }

    /** Returns the wire of a channel that user code holds, if it has one. */
    public @Nullable Wire raw() {
        return raw;
    }

    boolean isRaw() {
        return raw != null;
    }

    private boolean cancel(@Nullable WatchStep step) {
        if (step == null) {
            return false;
        }
        step.cancel();
        return true;
    }

    private void interestChanged() {
        SelectionKey registered = key;
        if (registered == null || !registered.isValid()) {
            return;
        }
        int ops =
                (reader == null ? 0 : channel.validOps() & READ) | (writer == null || writerWithheld ? 0 : writeOps());
        registered.interestOps(ops);
        if (isIdle()) {
            poller.idle(this);
        }
    }

    /** Returns what to wait for in order to write: a channel that is connecting has to do that first. */
    private int writeOps() {
        return channel instanceof java.nio.channels.SocketChannel socket && socket.isConnectionPending()
                ? SelectionKey.OP_CONNECT
                : channel.validOps() & SelectionKey.OP_WRITE;
    }

    private boolean isIdle() {
        return reader == null && writer == null && raw == null && !kept;
    }

    /** Keeps the channel registered while nobody watches it, since somebody soon will again. */
    public Watch keep() {
        kept = true;
        return this;
    }

    /** Keeps the channel no longer, and not registered either unless somebody watches it. */
    public void letGo() {
        kept = false;
        letGoIfIdle();
    }

    void letGoIfIdle() {
        SelectionKey registered = key;
        if (isIdle() && registered != null) {
            registered.cancel();
        }
    }

    boolean isFired() {
        return fired != 0;
    }

    void fired(int ops) {
        fired |= ops;
    }

    /** Returns whether the step for reading is on its way to run. */
    boolean isReadFired() {
        return (fired & READ) != 0 || reader != null && reader.queued;
    }

    boolean isWriteFired() {
        return (fired & WRITE) != 0 || writer != null && writer.queued;
    }

    void queue(Ready ready) {
        int ops = fired;
        fired = 0;
        if ((ops & READ) != 0 && reader != null && !reader.queued) {
            ready.add(reader);
        }
        if ((ops & WRITE) != 0 && writer != null && !writer.queued) {
            ready.add(writer);
        }
    }

    /** The step of one direction; queued again whenever the channel is ready. */
    private final class WatchStep extends Step implements Handle {

        private final Runnable callback;
        private final Context context = poller.engine().captureContext();
        private boolean cancelled;

        WatchStep(Runnable callback) {
            this.callback = callback;
            lane = Watch.this.lane;
            born(poller.engine());
        }

        @Override
        void run() {
            if (!cancelled) {
                poller.engine().runCallback(callback, context, this, StepKind.IO);
            }
        }

        @Override
        StepKind kind() {
            return StepKind.IO;
        }

        @Override
        public boolean cancel() {
            if (cancelled) {
                return false;
            }
            cancelled = true;
            if (queued) {
                poller.engine().withdraw(this);
            }
            return true;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }

        @Override
        public boolean isPending() {
            return !cancelled;
        }

        @Override
        public String toString() {
            return "watcher of " + channel;
        }
    }
}
