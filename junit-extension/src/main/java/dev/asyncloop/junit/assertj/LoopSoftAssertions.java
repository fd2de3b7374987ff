// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit.assertj;

import java.util.function.Consumer;
import org.assertj.core.api.AbstractSoftAssertions;
import org.assertj.core.api.SoftAssertionsProvider;
import org.assertj.core.api.StandardSoftAssertionsProvider;

/**
 * Soft assertions on loops, tasks and virtual clocks, and on everything that AssertJ knows itself: all of them are tried, and
 * the failures reported together.
 *
 * <pre>{@code
 * // assertion succeeds:
 * LoopSoftAssertions.assertSoftly(softly -> {
 *     softly.assertThat(loop).isIdle();
 *     softly.assertThat(loop.clock()).isAtElapsed(Duration.ZERO);
 * });
 *
 * // assertion fails:
 * LoopSoftAssertions.assertSoftly(softly -> {
 *     softly.assertThat(loop).isClosed();
 *     softly.assertThat(loop.name()).isEqualTo("checkout");
 * });
 * }</pre>
 *
 * @since 0.1
 */
public class LoopSoftAssertions extends AbstractSoftAssertions
        implements LoopSoftAssertionsProvider, StandardSoftAssertionsProvider {

    /**
     * Makes soft assertions; call {@link #assertAll()} at the end.
     *
     * @since 0.1
     */
    public LoopSoftAssertions() {}

    /**
     * Calls code with soft assertions, and reports their failures together.
     *
     * @param assertions makes the assertions
     * @throws AssertionError if any of them failed
     * @since 0.1
     */
    public static void assertSoftly(Consumer<LoopSoftAssertions> assertions) {
        SoftAssertionsProvider.assertSoftly(LoopSoftAssertions.class, assertions);
    }
}
