// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds pairs of steps that conflict and could have run the other way round, and has that tried: dynamic partial order reduction
 * (Flanagan, Godefroid, POPL 2005) with source sets (Abdulla, Aronis, Jonsson, Sagonas: "Optimal dynamic partial order
 * reduction", POPL 2014).
 *
 * <p>A step happens before a later one of its own task or callback, before what it made ready, and before what conflicts with it.
 */
final class Races {

    private final List<Node> nodes;
    private final List<Past> pasts = new ArrayList<>();
    private final Past between = new Past();

    /** Creates a detector for the steps of a stack. */
    Races(List<Node> nodes) {
        this.nodes = nodes;
    }

    /** Takes in a step that has run, after those at the places before it. */
    void ran(int place) {
        while (pasts.size() <= place) {
            pasts.add(new Past());
        }
        Node step = nodes.get(place);
        Past past = pasts.get(place);
        past.clear();
        if (step.enabler() >= 0) {
            past.addAll(pasts.get(step.enabler()));
        }
        for (int at = step.before; at >= step.sinceJump; at = nodes.get(at).before) {
            if (past.contains(at)) {
                continue;
            }
            Node earlier = nodes.get(at);
            if (earlier.lineage() == step.lineage()) {
                past.addAll(pasts.get(at));
            } else if (earlier.footprint.conflictsWith(step.footprint)) {
                reverse(at, place);
                past.addAll(pasts.get(at));
            }
        }
        past.add(place);
    }

    /**
     * Has an order tried in which the later step of a race comes before the earlier one: at the place of the earlier one, some
     * step is to run that can begin the stretch of all that does not depend on it.
     */
    private void reverse(int earlier, int later) {
        Node start = nodes.get(earlier);
        between.clear();
        int first = -1;
        for (int at = earlier + 1; at <= later; at++) {
            Node node = nodes.get(at);
            Past past = pasts.get(at);
            if (node.value || past.contains(earlier)) {
                continue;
            }
            boolean begins = !past.meets(between);
            between.add(at);
            if (begins) {
                int index = start.find(node.event(), 0);
                if (index >= 0 && start.isCovered(index)) {
                    return;
                }
                first = first < 0 ? index : first;
            }
        }
        if (first >= 0) {
            start.want(first);
        } else {
            start.wantAll();
        }
    }
}
