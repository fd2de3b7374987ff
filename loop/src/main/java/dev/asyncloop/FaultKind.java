// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

/**
 * The kinds of {@link Fault}.
 *
 * @since 0.1
 */
public enum FaultKind {
    /** A foreground task was not done at the end. */
    LEAKED_TASK("leaked task"),
    /** A timer was still armed at the end. */
    LEAKED_TIMER("leaked timer"),
    /** An executor that the test created was not shut down. */
    LEAKED_EXECUTOR("leaked executor"),
    /** A task started a thread outside the loop which is still alive at the end. */
    LEAKED_THREAD("leaked thread"),
    /** A channel that the loop was given to manage was left open. */
    LEAKED_RESOURCE("leaked resource"),
    /** A task failed and nobody looked at its outcome. */
    UNOBSERVED_FAILURE("unobserved failure"),
    /** A callback failed. */
    UNHANDLED_EXCEPTION("unhandled exception"),
    /** A cancellation was delivered, and the body then ended normally. */
    SWALLOWED_CANCELLATION("swallowed cancellation"),
    /** A task went on running long after its cancellation was delivered. */
    IGNORED_CANCELLATION("ignored cancellation"),
    /** A cancelled task ended with another exception that does not mention the cancellation. */
    MASKED_CANCELLATION("masked cancellation"),
    /** A task did not stop when the loop was closed, or a resource could not be closed. */
    REFUSED_TO_STOP("refused to stop"),
    /** A promise that somebody waits for was not completed at the end; looked for in debug mode. */
    LEAKED_PROMISE("leaked promise"),
    /** A step took long, during which nothing else could run; measured in debug mode. */
    SLOW_STEP("slow step"),
    /** A replay token did not fit the run: the code or the test has changed since it was printed. */
    STALE_REPLAY("stale replay token");

    private final String label;

    FaultKind(String label) {
        this.label = label;
    }

    /**
     * Returns the kind in words.
     *
     * @return a short lower-case text
     */
    public String label() {
        return label;
    }

    /**
     * Returns whether the kind is only a warning by default: reported, but no reason to fail a test.
     *
     * @return whether it is a warning
     */
    public boolean isWarning() {
        return this == MASKED_CANCELLATION || this == SLOW_STEP;
    }

    /**
     * Returns whether something was left behind: a task, a timer, a resource and so on.
     *
     * @return whether it is a leak
     */
    public boolean isLeak() {
        return name().startsWith("LEAKED_");
    }
}
