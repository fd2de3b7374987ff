// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ProgramTests {

    private static final Program PRINTING =
            new Program("row", Printing.class, List.of("-Dunit=ns"), List.of("quick", "1.5"), List.of("full", "2.5"));

    /** Prints a sample among other things. */
    static class Printing {
        public static void main(String[] args) {
            System.out.println("a library says hello");
            System.out.println(
                    new Sample("row", args[0], System.getProperty("unit"), Double.parseDouble(args[1])).line());
            System.err.println("not\ta\tsample\t1");
        }
    }

    /** Prints a sample and fails. */
    static class Failing {
        public static void main(String[] args) {
            System.out.println(new Sample("row", "somebody", "ns", 1).line());
            System.exit(3);
        }
    }

    @Test
    void program_inEachMode_isGivenItsOptionsAndArguments() throws Exception {
        assertThat(PRINTING.measure(Mode.QUICK)).containsExactly(new Sample("row", "quick", "ns", 1.5));
        assertThat(PRINTING.measure(Mode.FULL)).containsExactly(new Sample("row", "full", "ns", 2.5));
    }

    @Test
    void program_thatFails_isNamedWithItsExitCode() {
        Program failing = new Program("row", Failing.class, List.of(), List.of(), List.of());

        assertThatIOException()
                .isThrownBy(() -> failing.measure(Mode.QUICK))
                .withMessage(Failing.class.getName() + " has failed with exit code 3.");
    }
}
