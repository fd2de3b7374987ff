// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.keyvalue;

import dev.asyncloop.Loop;
import dev.asyncloop.Promise;
import dev.asyncloop.Task;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The fix: one task receives all answers and hands them out in the order of the questions, also to those who have gone. Several
 * questions may be under way at once.
 */
public final class PipeliningClient implements KeyValueClient, AutoCloseable {

    private final Loop loop;
    private final Lines lines;
    private final Deque<Promise<String>> questions = new ArrayDeque<>();
    private final Task<?> receiver;
    private boolean ended;

    public PipeliningClient(Loop loop, Lines lines) {
        this.loop = loop;
        this.lines = lines;
        receiver = loop.spawnBackground("answers", this::receive);
    }

    @Override
    public String ask(String command) throws IOException {
        if (ended) {
            throw new EOFException("The server has closed the connection.");
        }
        Promise<String> answer = loop.promise("answer to " + command);
        questions.add(answer);
        lines.send(command);
        return answer.await();
    }

    private void receive() throws IOException {
        try {
            for (String line = lines.receive(); line != null; line = lines.receive()) {
                questions.remove().tryComplete(line); // in vain if the one who asked was cancelled
            }
        } finally {
            ended = true;
            questions.forEach(question -> question.cancel("the connection has ended"));
        }
    }

    @Override
    public void close() {
        receiver.cancel();
    }
}
