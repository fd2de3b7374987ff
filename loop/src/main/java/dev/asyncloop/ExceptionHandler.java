// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

/**
 * Takes the failures of callbacks, which have nobody to throw them to. The default handler keeps them for {@link
 * Loop#audit()} and writes them to {@link System.Logger}.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ExceptionHandler {

    /**
     * Handles one failure, on the loop's thread. If it throws, the default handler gets both failures.
     *
     * @param loop the loop on which it happened
     * @param context what happened
     */
    void handle(Loop loop, ExceptionContext context);
}
