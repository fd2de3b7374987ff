// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.consumer;

import java.util.function.Consumer;

/** The bug: whatever goes wrong is a bad message, to be counted and skipped; and so is the interruption. */
public final class NaiveConsumer implements Runnable {

    private final MessageSource source;
    private final Consumer<String> handler;
    private int skipped;

    public NaiveConsumer(MessageSource source, Consumer<String> handler) {
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
            } catch (Exception e) {
                skipped++;
            }
        }
    }

    public int skipped() {
        return skipped;
    }
}
