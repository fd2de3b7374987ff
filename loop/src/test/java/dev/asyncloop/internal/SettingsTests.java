// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The budgets that nobody has set. */
class SettingsTests {

    @Test
    void budgets_unset_areFiniteInVirtualTimeOnly() {
        Settings settings = new Settings();
        assertThat(settings.maxStepsPerInstant()).isEqualTo(10_000_000);
        assertThat(settings.maxSteps()).isEqualTo(1_000_000_000);
        settings.realTime = true;
        long centuries = 100L * 365 * 86_400 * 1_000_000_000;
        assertThat(settings.maxStepsPerInstant()).isGreaterThan(centuries);
        assertThat(settings.maxSteps()).isGreaterThan(centuries);
        assertThat(settings.maxVirtualNanos()).isGreaterThan(centuries);
    }

    @Test
    void budgets_set_countInRealTimeToo() {
        Settings settings = new Settings();
        settings.realTime = true;
        settings.maxSteps = 1;
        settings.maxStepsPerInstant = 2;
        settings.maxVirtualNanos = 3;
        Settings copy = settings.copy();
        assertThat(copy.maxSteps()).isEqualTo(1);
        assertThat(copy.maxStepsPerInstant()).isEqualTo(2);
        assertThat(copy.maxVirtualNanos()).isEqualTo(3);
    }
}
