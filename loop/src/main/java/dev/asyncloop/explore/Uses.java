// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Candidates;
import java.util.Arrays;

/** Which lineage has how many events on which resource. */
final class Uses {

    private final LongIndex resources = new LongIndex();
    private final LongIndex pairs = new LongIndex();
    private final Means events = new Means();
    private boolean[] written = new boolean[8];
    private int[] users = new int[8];

    void ran(int lineage, int index, Candidates candidates) {
        long touched = candidates.resource(index);
        if (touched == 0) {
            return;
        }
        int resource = resources.add(touched);
        if (resource >= users.length) {
            users = Arrays.copyOf(users, 2 * users.length);
            written = Arrays.copyOf(written, users.length);
        }
        int known = pairs.size();
        int pair = pairs.add((long) lineage << 32 | resource);
        if (pair == known) {
            users[resource]++;
        }
        written[resource] |= candidates.isWrite(index);
        events.count(pair);
    }

    void learn() {
        events.learn();
    }

    void forget() {
        events.forget();
    }

    /** Returns the number of a resource, or {@link LongIndex#NONE}. */
    int find(long resource) {
        return resource == 0 ? LongIndex.NONE : resources.find(resource);
    }

    /** Returns whether there is a resource over which lineages can race. */
    boolean hasShared() {
        for (int resource = 0; resource < resources.size(); resource++) {
            if (isShared(resource)) {
                return true;
            }
        }
        return false;
    }

    private boolean isShared(int resource) {
        return users[resource] > 1 && written[resource];
    }

    /** Returns the numbers of the resources over which lineages can race: several touch it, and somebody writes it. */
    int[] shared() {
        int[] found = new int[resources.size()];
        int count = 0;
        for (int resource = 0; resource < found.length; resource++) {
            if (isShared(resource)) {
                found[count++] = resource;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** Returns how many events each of so many lineages has on some resources. */
    int[] eventsOn(boolean[] interesting, int lineages) {
        int[] own = new int[lineages];
        for (int pair = 0; pair < pairs.size(); pair++) {
            long key = pairs.key(pair);
            if (interesting[(int) key]) {
                own[(int) (key >>> 32)] += events.mean(pair);
            }
        }
        return own;
    }
}
