// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModeTests {

    @ParameterizedTest
    @EnumSource
    void mode_byItsName_isFound(Mode mode) {
        assertThat(Mode.of(mode.toString())).isSameAs(mode);
    }

    @Test
    void mode_unknown_isRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mode.of("fast"))
                .withMessage("The mode is quick or full, and not \"fast\".");
    }
}
