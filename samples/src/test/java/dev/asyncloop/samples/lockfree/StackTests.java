// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.lockfree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.explore.Shared;
import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.samples.testing.Exploring;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StackTests {

    private static void assertNothingIsLost(Loop loop, Stack stack) {
        stack.push("a");
        Task<String> popped = loop.spawn("pop", () -> stack.pop());
        Task<?> pushed = loop.spawn("push", () -> stack.push("b"));
        String first = popped.await();
        pushed.await();
        assertThat(Arrays.asList(first, stack.pop(), stack.pop())).containsExactlyInAnyOrder("a", "b", null);
    }

    /** All orders of these few accesses: passing is a proof, as far as the test goes. */
    @AsyncLoopTest(exhaustive = true, shared = Shared.TRACKED)
    void treiber_stack_loses_nothing_in_any_order(Loop loop) {
        assertNothingIsLost(loop, new TreiberStack(loop));
    }

    @Test
    void racy_stack_loses_an_item_in_some_order_but_not_in_fifo() {
        Exploring.of(RacyStackTestCase.class).passesInFifoOrderAndFailsInAnother();
    }

    static class RacyStackTestCase {
        @AsyncLoopTest(exhaustive = true)
        void stack_loses_nothing(Loop loop) {
            assertNothingIsLost(loop, new RacyStack(loop));
        }
    }
}
