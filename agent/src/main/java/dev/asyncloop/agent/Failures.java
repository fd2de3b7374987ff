// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

/** What went wrong inside of the agent, which must not fail the code that it serves: the first failure is told, once. */
final class Failures {

    private static volatile boolean told;

    private Failures() {}

    @SuppressWarnings("SystemOut") // there is no logger, and none may be loaded here
    static void tell(String message) {
        if (!told) {
            told = true;
            System.err.println("asyncloop: " + message);
        }
    }
}
