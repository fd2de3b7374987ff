// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.consumer;

import java.util.concurrent.Future;

/** The client of a message broker. */
public interface MessageSource {

    /** The message after which no other comes. */
    String END = "end of stream";

    /** Asks for the next message, which arrives later; the future fails if the message is damaged. */
    Future<String> receive();
}
