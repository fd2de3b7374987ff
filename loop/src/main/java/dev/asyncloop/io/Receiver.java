// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Hears what happens on a {@link Transport}: bytes, perhaps their end, and at last, once, that it is closed. */
interface Receiver {

    /** Takes all bytes of a buffer, which is used for other things afterwards. */
    void received(ByteBuffer source);

    /** Hears that nothing more will come. */
    void ended();

    /** Hears that some of what was unsent is on its way now. */
    void sent();

    /** Hears that the transport is closed: by us, or with the reason for which it was lost. */
    void closed(@Nullable IOException reason);
}
