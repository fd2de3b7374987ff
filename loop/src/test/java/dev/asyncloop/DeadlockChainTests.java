// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The chains of a deadlock's report tell circles from chains that only meet. */
class DeadlockChainTests {

    @Test
    void report_chainThatLeadsToOneToldBefore_isNotCalledACircle() {
        try (Loop loop = Loop.create()) {
            List<Task<?>> circle = new CopyOnWriteArrayList<>();
            circle.add(loop.spawn("left", () -> circle.get(1).await()));
            circle.add(loop.spawn("right", () -> circle.get(0).await()));

            assertThatThrownBy(() -> loop.run(() -> circle.get(0).await()))
                    .isInstanceOf(DeadlockException.class)
                    .hasMessageContaining("which closes the circle\n  task \"main\" (#3) waits for task \"left\" (#1)")
                    .satisfies(e -> assertThat(e.getMessage())
                            .containsOnlyOnce("closes the circle")
                            .containsOnlyOnce("of which see above"));
        }
    }
}
