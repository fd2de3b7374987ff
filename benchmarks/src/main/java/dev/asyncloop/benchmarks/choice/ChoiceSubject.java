// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.choice;

import dev.asyncloop.benchmarks.table.Kind;
import dev.asyncloop.benchmarks.table.Subject;
import java.util.function.IntFunction;

/** Who chooses, and among what. */
public enum ChoiceSubject implements Subject {
    SEEDED("asyncloop, seeded", Kind.OURS, n -> LoopSteps.callbacks(n, true)),
    FIFO("asyncloop, FIFO", Kind.OURS, n -> LoopSteps.callbacks(n, false)),
    SWAP_REMOVE("array swap-remove", Kind.LIMIT, SwapRemove::new),
    SEEDED_TASKS("asyncloop, seeded", Kind.OURS, n -> LoopSteps.tasks(n, true)),
    FIFO_TASKS("asyncloop, FIFO", Kind.OURS, n -> LoopSteps.tasks(n, false));

    private final String title;
    private final Kind kind;

    @SuppressWarnings("ImmutableEnumChecker") // a constructor
    private final IntFunction<Steps> maker;

    ChoiceSubject(String title, Kind kind, IntFunction<Steps> maker) {
        this.title = title;
        this.kind = kind;
        this.maker = maker;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    Steps create(int candidates) {
        return maker.apply(candidates);
    }
}
