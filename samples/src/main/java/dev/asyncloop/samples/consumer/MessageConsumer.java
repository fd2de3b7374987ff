// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.consumer;

import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** The fix: skips what is damaged, and ends when interrupted, with the flag set again for whoever called. */
public final class MessageConsumer implements Runnable {

    private final MessageSource source;
    private final Consumer<String> handler;
    private int skipped;

    public MessageConsumer(MessageSource source, Consumer<String> handler) {
        this.source = source;
        this.handler = handler;
    }

    @Override
    public void run() {
        while (true) {
            try {
                String message = source.receive().get();
                if (message.equals(MessageSource.END)) {
                    return;
                }
                handler.accept(message);
            } catch (ExecutionException e) {
                skipped++;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    public int skipped() {
        return skipped;
    }
}
