// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a run did that no seed controls, and where: kept for reports, the first of each place. */
final class BeyondControl {

    private static final int MAX = 20;

    private final List<String> sites = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private boolean more;

    void note(@Nullable StackFrame site, Supplier<String> what) {
        note(Sites.text(site), what);
    }

    void note(String where, Supplier<String> what) {
        if (texts.size() >= MAX) {
            more = true;
            return;
        }
        if (!sites.contains(where)) {
            sites.add(where);
            texts.add(what.get() + " at " + where);
        }
    }

    /** Returns what was done, in the order in which it was done first. */
    List<String> list() {
        List<String> all = new ArrayList<>(texts);
        if (more) {
            all.add("and more");
        }
        return all;
    }
}
