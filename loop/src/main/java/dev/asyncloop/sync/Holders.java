// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who has acquired a primitive, for reports; as well as can be told, since anybody may release. */
final class Holders {

    private static final int MAX_NAMED = 3;

    private final Loop loop;
    private final int max;
    private final List<@Nullable Task<?>> holders = new ArrayList<>(1);

    /** Remembers up to {@code max} holders; what is acquired beyond was released by somebody who never held it. */
    Holders(Loop loop, int max) {
        this.loop = loop;
        this.max = max;
    }

    void addCurrent() {
        if (holders.size() < max) {
            holders.add(loop.currentTask());
        }
    }

    /** Forgets the current task, or, if it holds nothing, who has held for longest. */
    void removeOne() {
        if (!holders.remove(loop.currentTask()) && !holders.isEmpty()) {
            holders.remove(0);
        }
    }

    /** Returns the first holder that could still release. */
    @Nullable
    Task<?> first() {
        for (Task<?> holder : holders) {
            if (holder != null && !holder.isDone()) {
                return holder;
            }
        }
        return null;
    }

    /** Says who holds, beginning with a comma; nothing if nobody does. */
    String text() {
        if (holders.isEmpty()) {
            return "";
        }
        String named = holders.stream().limit(MAX_NAMED).map(Holders::text).collect(Collectors.joining(" and "));
        int more = holders.size() - MAX_NAMED;
        return ", held by " + named + (more > 0 ? " and " + more + " more" : "");
    }

    private static String text(@Nullable Task<?> holder) {
        if (holder == null) {
            return "the code outside of any task";
        }
        return "task \"" + holder.name() + "\" (#" + holder.id() + (holder.isDone() ? ", ended)" : ")");
    }
}
