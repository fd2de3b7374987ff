// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import java.util.List;

/** Where samples come from. */
interface Source {

    /** Returns the names of the rows to which it contributes; a part of them for rows that it names itself. */
    String name();

    /** Measures; takes a while. */
    List<Sample> measure(Mode mode) throws Exception;
}
