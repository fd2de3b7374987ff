// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.Fault;
import dev.asyncloop.FaultKind;
import java.lang.StackWalker.StackFrame;
import java.nio.channels.SelectableChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The readers and writers that user code has added to channels; what it forgets to remove is a leak while its channel is open. */
final class ChannelWatchers {

    private final Engine engine;

    /** Where each channel was watched first; iterated in that order. */
    private final Map<SelectableChannel, Site> watched = new LinkedHashMap<>();

    private record Site(@Nullable StackFrame frame) {}

    ChannelWatchers(Engine engine) {
        this.engine = engine;
    }

    void addReader(SelectableChannel channel, Runnable callback) {
        engine.poller().watch(channel).onReadable(callback);
        added(channel);
    }

    void addWriter(SelectableChannel channel, Runnable callback) {
        engine.poller().watch(channel).onWritable(callback);
        added(channel);
    }

    private void added(SelectableChannel channel) {
        StackFrame site = Sites.caller();
        watched.putIfAbsent(channel, new Site(site));
        if (!engine.settings.realTime) {
            engine.beyondControl.note(
                    site, () -> "a watched " + channel.getClass().getSimpleName());
        }
    }

    boolean removeReader(SelectableChannel channel) {
        Watch watch = find(channel);
        boolean removed = watch != null && watch.onReadable(null);
        forgetUnless(watch != null && watch.isWritable(), channel);
        return removed;
    }

    boolean removeWriter(SelectableChannel channel) {
        Watch watch = find(channel);
        boolean removed = watch != null && watch.onWritable(null);
        forgetUnless(watch != null && watch.isReadable(), channel);
        return removed;
    }

    private @Nullable Watch find(SelectableChannel channel) {
        Poller poller = engine.isClosed() ? null : engine.pollerIfAny();
        return poller == null ? null : poller.find(channel);
    }

    private void forgetUnless(boolean stillWatched, SelectableChannel channel) {
        if (!stillWatched) {
            watched.remove(channel);
        }
    }

    List<Fault> leaks() {
        watched.keySet().removeIf(channel -> !channel.isOpen());
        List<Fault> leaks = new ArrayList<>();
        watched.forEach((channel, site) -> leaks.add(engine.problems.fault(
                FaultKind.LEAKED_RESOURCE,
                channel.getClass().getSimpleName(),
                "a " + channel.getClass().getSimpleName()
                        + " is still watched. Call removeReader or removeWriter, or close the channel.",
                List.of("watched since " + Sites.text(site.frame())),
                null)));
        return leaks;
    }
}
