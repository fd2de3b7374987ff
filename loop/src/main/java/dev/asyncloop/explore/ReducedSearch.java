// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Candidates;
import dev.asyncloop.schedule.ChoiceSource;
import dev.asyncloop.schedule.StepKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tries one of all orders that differ only in steps which touch nothing in common, see {@link Shared#TRACKED}.
 *
 * <p>It leaves out orders in two ways. At a place in an order, only those steps are tried that {@link Races} asks for. And a
 * step that was tried there <em>sleeps</em> in the orders after, until something runs that conflicts with it: to run it sooner
 * gives nothing new (Godefroid: "Partial-order methods for the verification of concurrent systems", 1996). Where all that can run
 * sleeps, the rest of the order is FIFO, since a run has to end; what it shows is true but known.
 *
 * <p>What is so sure that it needs no footprint: the clock moves only when everything that was ready has run, so steps at
 * different times are never swapped. What is not known conflicts with everything: a timer that comes due between other steps,
 * a channel, another thread, and the step after which code outside of the loop looks. Values are all tried. There is no bound, since
 * the order that stands for one that is left out may lie beyond it (Coons, Musuvathi, McKinley: "Bounded partial-order reduction",
 * OOPSLA 2013).
 */
final class ReducedSearch extends Systematic {

    private final List<Node> nodes = new ArrayList<>();
    private final @Nullable Races races;
    private int planned;
    private int firstNew;
    private int place;
    private int running;
    private int decided;
    private int choices;
    private boolean ended;
    private boolean redundant;

    ReducedSearch() {
        this(true);
    }

    /** Creates a search that has races reversed, or else one that tries all steps that do not sleep. */
    ReducedSearch(boolean reversingRaces) {
        races = reversingRaces ? new Races(nodes) : null;
    }

    @Override
    ChoiceSource begin() {
        place = 0;
        running = -1;
        decided = -1;
        choices = 0;
        ended = true;
        redundant = false;
        return new Run();
    }

    private int chooseValue(int n) {
        if (redundant) {
            return 0;
        }
        Node node = node(place);
        if (place >= planned) {
            node.meetValues(n, running);
        } else if (node.size != n) {
            throw Unrepeatable.candidates(choices - 1, node.size, n);
        }
        place++;
        return node.chosen;
    }

    /** Meets the candidates of a step; returns the index of the one to run. */
    private int chooseStep(int n, Candidates candidates) {
        if (redundant) {
            return 0;
        }
        Node node = node(place);
        if (place < planned) {
            endStep();
            check(node, n, candidates);
        } else if (!meet(node, n, candidates)) {
            redundant = true;
            return 0;
        }
        decided = place++;
        return node.chosen;
    }

    /** Meets candidates for the first time; returns whether there is one that does not sleep. */
    private boolean meet(Node node, int n, Candidates candidates) {
        node.meet(candidates, n, place, running);
        if (running >= 0) {
            nodes.get(running).wantWithdrawn(node);
            endStep();
            node.follow(nodes.get(running));
        }
        boolean awake = node.wake();
        if (races == null) {
            node.wantAll();
        }
        return awake;
    }

    private void check(Node node, int n, Candidates candidates) {
        if (node.size != n) {
            throw Unrepeatable.candidates(choices - 1, node.size, n);
        }
        if (candidates.lineage(node.chosen) != node.lineage()) {
            throw Unrepeatable.actor(choices - 1);
        }
    }

    private void beginStep(StepKind kind) {
        running = decided;
        decided = -1;
        ended = false;
        if (running >= firstNew) {
            nodes.get(running).begin(kind);
        }
    }

    private void endStep() {
        if (ended) {
            return;
        }
        ended = true;
        if (running >= firstNew) {
            Node step = nodes.get(running);
            step.touched.addAll(step.footprint);
            if (races != null) {
                races.ran(running);
            }
        }
    }

    @Override
    boolean advance() {
        if (!redundant && running >= 0) {
            nodes.get(running).endRun();
        }
        endStep();
        if (place < planned) {
            throw Unrepeatable.shorter(choices, choices + 1);
        }
        for (int at = place - 1; at >= 0; at--) {
            Node node = nodes.get(at);
            if (node.advance()) {
                planned = at + 1;
                firstNew = node.value ? Math.max(node.before, 0) : at;
                return true;
            }
        }
        return false;
    }

    private Node node(int at) {
        if (at == nodes.size()) {
            nodes.add(new Node());
        }
        return nodes.get(at);
    }

    @Override
    public String describe() {
        return "all orders but those that differ from another only in steps that touch nothing in common,"
                + " provided that all that is shared is tracked";
    }

    private final class Run implements ChoiceSource {

        @Override
        public int choose(int n, Candidates candidates) {
            choices++;
            return candidates.kind(0) == StepKind.VALUE ? chooseValue(n) : chooseStep(n, candidates);
        }

        @Override
        public void running(int index, Candidates candidates) {
            if (decided < 0) {
                chooseStep(1, candidates);
            }
            if (!redundant) {
                beginStep(candidates.kind(index));
            }
        }

        @Override
        public void touched(long resource, boolean write) {
            if (running >= firstNew && !redundant) {
                nodes.get(running).footprint.add(resource, write);
            }
        }
    }
}
