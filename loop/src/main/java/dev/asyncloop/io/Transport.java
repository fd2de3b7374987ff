// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

import dev.asyncloop.ClockHold;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a stream reads from and writes to: a socket, or TLS on top of one. What comes is told to a {@link Receiver}. */
interface Transport {

    /** Sends what it can at once and keeps the rest; takes all of it. */
    void write(ByteBuffer source);

    /** Returns how many bytes are kept because they could not be sent yet. */
    int unsent();

    /** Tells the other end, behind what is unsent, that nothing more will come. */
    void writeEnd();

    /** Lets bytes come, or leaves them with the kernel. */
    void reading(boolean on);

    /** Takes in what the kernel has by now. */
    void readNow();

    /** Closes it once everything is sent; nothing is received any more. */
    void close();

    /** Closes it at once, for a reason, or none if that is what was wanted. */
    void abort(@Nullable IOException reason);

    /** Holds the clock while somebody waits, if the other end is beyond this loop and was called by us. */
    @Nullable
    ClockHold hold(Supplier<String> who);

    /** Holds the clock while somebody waits, if the other end is beyond this loop, whoever called whom. */
    @Nullable
    ClockHold holdForAnswer(Supplier<String> who);
}
