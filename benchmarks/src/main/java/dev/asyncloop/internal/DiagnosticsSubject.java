// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.benchmarks.table.Kind;
import dev.asyncloop.benchmarks.table.Subject;

/** Who has diagnostics that are always on. */
public enum DiagnosticsSubject implements Subject {
    ASYNCLOOP;

    @Override
    public String title() {
        return "asyncloop";
    }

    @Override
    public Kind kind() {
        return Kind.OURS;
    }
}
