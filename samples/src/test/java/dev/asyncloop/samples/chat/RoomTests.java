// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.TaskGroup;
import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.samples.testing.Exploring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The room, without sockets and in virtual time. */
class RoomTests {

    @AsyncLoopTest(schedules = 500)
    void members_see_the_same_conversation(Loop loop) {
        assertSameConversation(loop, new QueueingRoom(loop, 100));
    }

    @Test
    void members_of_the_naive_room_see_different_conversations_in_some_order_but_not_in_fifo() {
        Exploring.of(NaiveRoomTestCase.class).passesInFifoOrderAndFailsInAnother();
    }

    static class NaiveRoomTestCase {
        @AsyncLoopTest(schedules = 100)
        void members_see_the_same_conversation(Loop loop) {
            assertSameConversation(loop, new NaiveRoom(loop));
        }
    }

    private static void assertSameConversation(Loop loop, Room room) {
        List<Member> members = new ArrayList<>();
        List<List<String>> seen = new ArrayList<>();
        try (TaskGroup sessions = loop.group()) {
            for (String name : List.of("ann", "bob", "cid")) {
                Member member = room.join(name);
                members.add(member);
                List<String> lines = new ArrayList<>();
                seen.add(lines);
                sessions.spawn(
                        "screen of " + name,
                        () -> member.watch(line -> {
                            loop.yieldNow();
                            if (!line.startsWith("*")) {
                                lines.add(line);
                            }
                        }));
            }
            loop.sleep(Duration.ofSeconds(1));
            sessions.spawn("ann talks", () -> members.get(0).say("tea?"));
            sessions.spawn("bob talks", () -> members.get(1).say("coffee?"));
            loop.sleep(Duration.ofSeconds(1));
            members.forEach(Member::leave);
        }
        assertThat(seen.get(0)).containsExactlyInAnyOrder("ann: tea?", "bob: coffee?");
        assertThat(seen.get(1)).isEqualTo(seen.get(0));
        assertThat(seen.get(2)).isEqualTo(seen.get(0));
    }

    @AsyncLoopTest(schedules = 100)
    void slow_member_keeps_nobody_waiting_and_is_told_what_he_missed(Loop loop) throws Exception {
        Room room = new QueueingRoom(loop, 3);
        Member quick = room.join("quick");
        Member slow = room.join("slow");
        List<String> quickSaw = new ArrayList<>();
        List<String> slowSaw = new ArrayList<>();
        Task<?> quickScreen = loop.spawn(() -> quick.watch(quickSaw::add));
        Task<?> slowScreen = loop.spawn(() -> slow.watch(line -> {
            loop.sleep(Duration.ofMinutes(1));
            slowSaw.add(line);
        }));
        for (int i = 1; i <= 10; i++) {
            quick.say("line " + i);
            loop.sleep(Duration.ofSeconds(1));
        }
        assertThat(quickSaw).contains("quick: line 1", "quick: line 10");
        loop.sleep(Duration.ofHours(1));
        assertThat(slowSaw)
                .contains("quick: line 1", "* you have missed 7 lines")
                .doesNotContain("quick: line 10");
        quick.leave();
        slow.leave();
        quickScreen.await();
        slowScreen.await();
        assertThat(slowSaw).endsWith("* goodbye");
    }

    @AsyncLoopTest(schedules = 100)
    void member_who_leaves_sees_what_was_said_before(Loop loop) throws Exception {
        Room room = new QueueingRoom(loop, 10);
        Member ann = room.join("ann");
        List<String> seen = new ArrayList<>();
        ann.say("last words");
        ann.leave();
        ann.watch(seen::add);
        assertThat(seen).containsExactly("* ann has joined", "ann: last words", "* goodbye");
    }
}
