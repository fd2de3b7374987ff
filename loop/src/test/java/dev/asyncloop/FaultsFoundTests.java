// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsFoundTests {

    private static Fault fault(FaultKind kind, int number) {
        return new Fault(kind, "task \"" + number + "\"", "number " + number, List.of("spawned"), null);
    }

    @Test
    void message_ofOneFault_isThatFault() {
        assertThat(new FaultsFound(List.of(fault(FaultKind.LEAKED_TASK, 1)))).hasMessage("""
                leaked task: number 1
                    spawned""");
    }

    @Test
    void message_ofManyFaults_tellsTheFirstAndCountsTheOthers() {
        List<Fault> faults = new ArrayList<>();
        for (int i = 1; i <= 600; i++) {
            faults.add(fault(i % 100 == 0 ? FaultKind.LEAKED_TIMER : FaultKind.LEAKED_TASK, i));
        }

        FaultsFound found = new FaultsFound(faults);

        assertThat(found.faults()).hasSize(600);
        assertThat(String.valueOf(found.getMessage()).lines())
                .startsWith(
                        "600 faults, the first: leaked task of task \"1\"",
                        "  leaked task: number 1",
                        "      spawned",
                        "  leaked task: number 2")
                .endsWith(
                        "  leaked task: number 20",
                        "      spawned",
                        "  … and 580 more: 574 × leaked task, 6 × leaked timer")
                .hasSize(1 + 2 * 20 + 1);
    }
}
