// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.keyvalue;

import dev.asyncloop.Loop;
import dev.asyncloop.sync.AsyncLock;
import java.io.EOFException;
import java.io.IOException;

/**
 * The bug, which clients of real databases have had: a lock lets one task ask at a time. But a task that is cancelled between
 * question and answer leaves the answer in the connection, where the next one takes it for its own.
 */
public final class LockingClient implements KeyValueClient {

    private final Lines lines;
    private final AsyncLock lock;

    public LockingClient(Loop loop, Lines lines) {
        this.lines = lines;
        lock = new AsyncLock(loop, "connection");
    }

    @Override
    public String ask(String command) throws IOException {
        return lock.withLock(() -> {
            lines.send(command);
            String answer = lines.receive();
            if (answer == null) {
                throw new EOFException("The server has closed the connection.");
            }
            return answer;
        });
    }
}
