// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.Fault;
import dev.asyncloop.FaultKind;
import java.nio.channels.Channel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What a loop closes at its end, the last one first. */
final class Resources {

    private record Managed(String name, AutoCloseable resource, String site) {}

    private final Deque<Managed> managed = new ArrayDeque<>();

    void add(String name, AutoCloseable resource) {
        managed.push(new Managed(name, resource, Sites.text(Sites.caller())));
    }

    /** Returns the channels that are still open, in the order in which they were given to the loop. */
    List<Fault> leaks(Problems problems) {
        List<Fault> leaks = new ArrayList<>();
        managed.descendingIterator().forEachRemaining(one -> {
            if (one.resource() instanceof Channel channel && channel.isOpen()) {
                leaks.add(problems.fault(
                        FaultKind.LEAKED_RESOURCE,
                        one.name(),
                        "\"" + one.name() + "\" (" + channel.getClass().getSimpleName() + ") is still open. Close it.",
                        List.of("given to the loop at " + one.site()),
                        null));
            }
        });
        return leaks;
    }

    /** Closes everything; returns a fault for each that could not be closed. */
    List<Fault> close() {
        List<Fault> failed = new ArrayList<>();
        while (!managed.isEmpty()) {
            Managed one = managed.pop();
            try {
                one.resource().close();
            } catch (Exception e) {
                failed.add(new Fault(
                        FaultKind.REFUSED_TO_STOP,
                        one.name(),
                        "\"" + one.name() + "\" could not be closed: " + e,
                        List.of("given to the loop at " + one.site()),
                        e));
            }
        }
        return failed;
    }
}
