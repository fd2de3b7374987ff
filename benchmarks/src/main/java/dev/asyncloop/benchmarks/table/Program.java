// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program that prints samples, run in a JVM of its own.
 *
 * @param name what it measures
 * @param main its class
 * @param options options of the JVM
 * @param quick its arguments in the quick mode
 * @param full its arguments in the full mode
 */
record Program(String name, Class<?> main, List<String> options, List<String> quick, List<String> full)
        implements Source {

    private static final String VIRTUAL_THREADS = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    @Override
    public List<Sample> measure(Mode mode) throws IOException, InterruptedException {
        List<String> all =
                Stream.concat(Stream.of(VIRTUAL_THREADS), options.stream()).toList();
        return new Jvm(all).run(main, mode == Mode.QUICK ? quick : full);
    }
}
