// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.keyvalue;

import dev.asyncloop.io.TcpStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A conversation in lines over a connection. */
public record StreamLines(TcpStream stream) implements Lines {

    @Override
    public void send(String line) throws IOException {
        stream.write(line + "\n");
        stream.drain();
    }

    @Override
    public @Nullable String receive() throws IOException {
        return stream.readLine();
    }
}
