// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.keyvalue;

import dev.asyncloop.Loop;
import dev.asyncloop.io.TcpStream;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A command line for the server: one command from the arguments, or one from each line that is typed. */
public final class KeyValueCli {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private KeyValueCli() {}

    /**
     * Asks a server on this machine.
     *
     * @param args the command; none to type commands
     */
    public static void main(String[] args) {
        Loop loop = Loop.builder().realTime().name("key-value client").build();
        loop.runMain(() -> {
            try (TcpStream stream = TcpStream.connect(loop, "localhost", KeyValueServer.DEFAULT_PORT);
                    PipeliningClient client = new PipeliningClient(loop, new StreamLines(stream))) {
                if (args.length > 0) {
                    System.out.println(ask(loop, client, String.join(" ", args)));
                    return;
                }
                BufferedReader keyboard = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                for (String line = type(loop, keyboard); line != null; line = type(loop, keyboard)) {
                    System.out.println(ask(loop, client, line));
                }
            }
        });
    }

    private static String ask(Loop loop, KeyValueClient client, String command) {
        return loop.timeout(LIMIT, () -> client.ask(command));
    }

    /** Waits for a line without keeping the loop waiting. */
    private static String type(Loop loop, BufferedReader keyboard) {
        return loop.runInExecutor(keyboard::readLine).await();
    }
}
