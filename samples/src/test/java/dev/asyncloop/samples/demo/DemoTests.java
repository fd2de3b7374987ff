// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class DemoTests {

    @Test
    void demo_few_orders_shows_what_it_claims() {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        boolean good = new Demo(new PrintStream(output, true, UTF_8), 100).run();
        assertThat(output.toString(UTF_8))
                .contains("fifo                sold once")
                .contains("SOLD TWICE, to ")
                .contains("the same, step for step")
                .contains("none failed")
                .endsWith("All as claimed." + System.lineSeparator());
        assertThat(good).isTrue();
    }
}
