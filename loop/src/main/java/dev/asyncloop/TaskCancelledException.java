// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown once at a suspension point of a task to ask it to stop, and to whoever awaits a task that was cancelled.
 *
 * <p>Cancellation is a request: a task may clean up first, and the clean-up may suspend. A body that catches this exception
 * and then ends normally has swallowed its cancellation, which the loop reports, unless it said so with {@link
 * Task#uncancel()}.
 *
 * @since 0.1
 */
public class TaskCancelledException extends CancellationException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception with a reason.
     *
     * @param reason why the task was cancelled; may be {@code null}
     */
    public TaskCancelledException(@Nullable String reason) {
        super(reason);
    }
}
