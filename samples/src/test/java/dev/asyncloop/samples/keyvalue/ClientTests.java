// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.keyvalue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.Tasks;
import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.samples.testing.Exploring;
import dev.asyncloop.sync.AsyncQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** The clients against a server that is only a delay, in virtual time. */
class ClientTests {

    private static final Duration DELAY = Duration.ofMillis(10);

    /** Answers every command with itself, some time later. */
    private static final class SlowServer implements Lines {

        private final Loop loop;
        private final Queue<String> commands = new ArrayDeque<>();
        private final AsyncQueue<String> answers;

        SlowServer(Loop loop) {
            this.loop = loop;
            answers = new AsyncQueue<>(loop, "answers on their way");
        }

        @Override
        public void send(String line) {
            commands.add(line);
            loop.callLater(DELAY, () -> answers.putNow("answer to " + commands.remove()));
        }

        @Override
        public String receive() {
            return answers.get();
        }
    }

    @AsyncLoopTest(schedules = 500)
    void answer_goes_to_the_one_who_asked(Loop loop) throws IOException {
        try (PipeliningClient client = new PipeliningClient(loop, new SlowServer(loop))) {
            assertRightAnswer(loop, client);
        }
    }

    @Test
    void answer_of_the_locking_client_goes_to_the_wrong_task_in_some_order_but_not_in_fifo() {
        Exploring.of(LockingClientTestCase.class).passesInFifoOrderAndFailsInAnother();
    }

    static class LockingClientTestCase {
        @AsyncLoopTest(schedules = 100)
        void answer_goes_to_the_one_who_asked(Loop loop) throws IOException {
            assertRightAnswer(loop, new LockingClient(loop, new SlowServer(loop)));
        }
    }

    /** Somebody loses patience about when his answer comes, and somebody else asks next. */
    private static void assertRightAnswer(Loop loop, KeyValueClient client) throws IOException {
        Task<String> impatient = loop.spawn("impatient", () -> client.ask("GET a"));
        Task<?> patience = loop.spawn("patience", () -> {
            loop.sleep(DELAY);
            loop.yieldNow();
            loop.yieldNow();
            impatient.cancel("took too long");
        });
        patience.await();
        loop.runUntilIdle();
        String answer = loop.spawn("next", () -> client.ask("GET b")).await();
        assertThat(answer).isEqualTo("answer to GET b");
        loop.advance(DELAY);
    }

    @AsyncLoopTest(schedules = 200)
    void questions_of_several_tasks_are_under_way_together(Loop loop) {
        try (PipeliningClient client = new PipeliningClient(loop, new SlowServer(loop))) {
            long before = loop.clock().nanoTime();
            var answers = Tasks.gather(
                            loop.spawn(() -> client.ask("GET a")),
                            loop.spawn(() -> client.ask("GET b")),
                            loop.spawn(() -> client.ask("GET c")))
                    .await();
            assertThat(answers).containsExactly("answer to GET a", "answer to GET b", "answer to GET c");
            assertThat(Duration.ofNanos(loop.clock().nanoTime() - before)).isEqualTo(DELAY);
        }
    }
}
