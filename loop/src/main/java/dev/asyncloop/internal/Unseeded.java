// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What plain Java got from the JVM that no seed decides, and where: kept for the reports of runs that do not repeat. */
final class Unseeded {

    /** To look for the place costs some microseconds, each time. */
    private static final int MAX_LOOKS = 64;

    private final BeyondControl kept = new BeyondControl();
    private int looks;
    private boolean looking;

    /** Keeps what was used, of which class if that says more, and by whom. */
    void note(String what, @Nullable Class<?> type) {
        if (looking || looks == MAX_LOOKS) {
            return; // to look asks the JVM as well
        }
        looks++;
        looking = true;
        try {
            kept.note(Sites.caller(), () -> type == null ? what : what + " of " + type.getName());
        } finally {
            looking = false;
        }
    }

    List<String> list() {
        return kept.list();
    }
}
