// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class EchoTests {

    static Stream<Echo> all() {
        return Stream.of(new NioEcho(), new StreamEcho(), new NettyEcho());
    }

    @ParameterizedTest
    @MethodSource("all")
    void run_fewConnections_ends(Echo echo) throws Exception {
        assertThat(echo.run(3, 10)).isPositive();
    }
}
