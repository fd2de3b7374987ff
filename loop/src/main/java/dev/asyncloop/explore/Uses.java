// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Candidates;
import dev.asyncloop.schedule.Seeds;
import java.util.Arrays;

/** Which lineage has how many events on which resource. */
final class Uses {

    private final LongIndex resources = new LongIndex();
    private final LongIndex pairs = new LongIndex();
    private final Means events = new Means();
    private boolean[] written = new boolean[8];
    private boolean[] writes = new boolean[8];
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
        if (pair >= writes.length) {
            writes = Arrays.copyOf(writes, 2 * writes.length);
        }
        if (candidates.isWrite(index)) {
            written[resource] = true;
            writes[pair] = true;
        }
        events.count(pair);
    }

    void learn() {
        events.learn();
    }

    void forget() {
        events.forget();
    }

    /** Returns how many resources were touched. */
    int size() {
        return resources.size();
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

    /** Returns how many pairs of lineages touch a resource. */
    long pairsOf(int resource) {
        return users[resource] * (users[resource] - 1L) / 2;
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

    /** Returns, for each of so many lineages, a number that those share who do the same with some resources. */
    long[] roles(boolean[] interesting, int lineages) {
        long[] roles = new long[lineages];
        for (int pair = 0; pair < pairs.size(); pair++) {
            long key = pairs.key(pair);
            int resource = (int) key;
            if (interesting[resource]) {
                roles[(int) (key >>> 32)] += Seeds.nth(resource, 2L * events.mean(pair) + (writes[pair] ? 1 : 0));
            }
        }
        return roles;
    }
}
