// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LincheckTableTests {

    @Test
    void check_wrongLock_findsTheBugInMoreThanOneInvocation() {
        InvocationCounter.reset();

        assertThat(LincheckTable.check(new WrongLock(1, false), 1_000)).isEqualTo("Concurrent test failed");
        assertThat(InvocationCounter.count()).isGreaterThan(1);
    }
}
