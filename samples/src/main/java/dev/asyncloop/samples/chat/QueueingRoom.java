// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.chat;

import dev.asyncloop.Loop;
import dev.asyncloop.sync.AsyncQueue;
import dev.asyncloop.sync.QueueShutDownException;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The fix: a line is put into the queue of every member in one go, and each member's task shows its own. Queues are bounded: who
 * reads too slowly keeps nobody waiting, but is told how many lines he has missed.
 */
public final class QueueingRoom implements Room {

    private final Loop loop;
    private final int capacity;
    private final Set<Seat> seats = new LinkedHashSet<>();

    public QueueingRoom(Loop loop, int capacity) {
        this.loop = loop;
        this.capacity = capacity;
    }

    @Override
    public Member join(String name) {
        Seat seat = new Seat(name);
        seats.add(seat);
        tellAll("* " + name + " has joined");
        return seat;
    }

    private void tellAll(String line) {
        seats.forEach(seat -> seat.tell(line));
    }

    private final class Seat implements Member {

        private final String name;
        private final AsyncQueue<String> unseen;
        private int missed;

        Seat(String name) {
            this.name = name;
            unseen = new AsyncQueue<>(loop, "lines for " + name, capacity);
        }

        void tell(String line) {
            if (!unseen.tryPut(line)) {
                missed++;
            }
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void say(String text) {
            tellAll(name + ": " + text);
        }

        @Override
        public void watch(Screen screen) throws IOException {
            while (true) {
                String line;
                try {
                    line = unseen.get();
                } catch (QueueShutDownException e) {
                    return;
                }
                screen.show(line);
                if (missed > 0 && unseen.isEmpty()) {
                    screen.show("* you have missed " + missed + " lines");
                    missed = 0;
                }
            }
        }

        @Override
        public void leave() {
            if (seats.remove(this)) {
                tell("* goodbye");
                unseen.shutdown(false);
                tellAll("* " + name + " has left");
            }
        }
    }
}
