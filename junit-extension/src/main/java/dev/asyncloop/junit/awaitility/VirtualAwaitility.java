// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit.awaitility;

import dev.asyncloop.Loop;
import java.util.Objects;

/**
 * Waits for conditions as Awaitility does, in virtual time: {@code atMost(10 s)} means ten seconds of the loop's clock, and
 * costs no real ones.
 *
 * <pre>{@code
 * // assertion succeeds:
 * Task<Integer> task = loop.spawn(() -> {
 *     loop.sleep(Duration.ofMinutes(5));
 *     return 42;
 * });
 * await(loop, "the answer").atMost(Duration.ofMinutes(10)).until(task::isDone);
 * await(loop).untilAsserted(() -> assertThat(task).hasResult(42));
 *
 * // wait fails:
 * await(loop, "the end").atMost(Duration.ofHours(1)).until(() -> false);
 * }</pre>
 *
 * <p><b>Where.</b> In the body of a test, outside of any step, waiting drives the loop. In a task it suspends the task; each
 * pause between two polls is a scheduling point. A callback may not wait, and gets an {@link IllegalStateException}.
 *
 * <p><b>What it shares with Awaitility</b> are the vocabulary and the types that a test may name: {@code ThrowingRunnable},
 * {@code ConditionTimeoutException} and {@code TerminalFailureException}. It polls by itself, since Awaitility's engine reads
 * the wall clock, and sets the default handler of uncaught exceptions of the whole JVM at the end of each wait. So no setting
 * of Awaitility's, neither a default timeout nor a poll executor, has any effect here; and no thread is started.
 *
 * @since 0.1
 */
public final class VirtualAwaitility {

    private VirtualAwaitility() {}

    /**
     * Starts to describe a wait.
     *
     * @param loop the loop that has to make the condition true
     * @return a wait of at most 10 virtual seconds
     * @throws NullPointerException if {@code loop} is null
     * @since 0.1
     */
    public static VirtualConditionFactory await(Loop loop) {
        return new VirtualConditionFactory(WaitSettings.defaults(Objects.requireNonNull(loop, "loop"), null));
    }

    /**
     * Starts to describe a wait with a name, which the message of a timeout begins with.
     *
     * @param loop the loop that has to make the condition true
     * @param alias what is waited for
     * @return a wait of at most 10 virtual seconds
     * @throws NullPointerException if {@code loop} or {@code alias} is null
     * @since 0.1
     */
    public static VirtualConditionFactory await(Loop loop, String alias) {
        return new VirtualConditionFactory(
                WaitSettings.defaults(Objects.requireNonNull(loop, "loop"), Objects.requireNonNull(alias, "alias")));
    }
}
