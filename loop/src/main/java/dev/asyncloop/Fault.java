// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a run did wrong without throwing it at anybody, as found by {@link Loop#audit()}.
 *
 * @param kind what is wrong
 * @param subject the name of the task, timer, executor or thread concerned
 * @param message one sentence that says what happened, at which virtual time and what to do about it
 * @param details further lines: where it was spawned, where it is suspended, where the cancellation came from
 * @param cause the failure behind the fault, or {@code null}
 * @since 0.1
 */
public record Fault(
        FaultKind kind,
        String subject,
        String message,
        List<String> details,
        @Nullable Throwable cause) {

    /** Copies the details. */
    public Fault {
        details = List.copyOf(details);
    }

    /**
     * Returns the fault as text, its details indented below it.
     *
     * @return one or several lines without a trailing line end
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(kind.label()).append(": ").append(message);
        details.forEach(line -> text.append("\n    ").append(line));
        return text.toString();
    }
}
