// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.chat;

import dev.asyncloop.Loop;
import dev.asyncloop.Promise;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bug: who says something shows it to one member after the other, and waits for each. Meanwhile somebody else says
 * something too, and the two lines reach some members in one order and some in the other. A slow member stops everybody.
 */
public final class NaiveRoom implements Room {

    private final Loop loop;
    private final List<Seat> seats = new ArrayList<>();

    public NaiveRoom(Loop loop) {
        this.loop = loop;
    }

    @Override
    public Member join(String name) {
        Seat seat = new Seat(name);
        seats.add(seat);
        return seat;
    }

    private final class Seat implements Member {

        private final String name;
        private final Promise<@Nullable Void> left = loop.promise("end of the session");
        private @Nullable Screen screen;

        Seat(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void say(String text) throws Exception {
            for (Seat seat : List.copyOf(seats)) {
                Screen theirs = seat.screen;
                if (theirs != null) {
                    theirs.show(name + ": " + text);
                }
            }
        }

        @Override
        public void watch(Screen screen) {
            this.screen = screen;
            left.await();
        }

        @Override
        public void leave() {
            seats.remove(this);
            left.tryComplete(null);
        }
    }
}
