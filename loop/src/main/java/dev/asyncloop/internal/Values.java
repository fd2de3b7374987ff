// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.schedule.Candidates;
import dev.asyncloop.schedule.StepKind;
import java.util.Objects;

/** The values among which the choice source chooses one for a program: all alike, or yes or no. */
record Values(int size, double probabilityOfLast, long actor, long lineage, long nanos) implements Candidates {

    private static final double ALIKE = -1;

    static Values alike(int size, long actor, long lineage, long nanos) {
        return new Values(size, ALIKE, actor, lineage, nanos);
    }

    @Override
    public double weight(int index) {
        Objects.checkIndex(index, size);
        return probabilityOfLast == ALIKE ? 1 : index == 1 ? probabilityOfLast : 1 - probabilityOfLast;
    }

    @Override
    public long actor(int index) {
        Objects.checkIndex(index, size);
        return actor;
    }

    @Override
    public long lineage(int index) {
        Objects.checkIndex(index, size);
        return lineage;
    }

    @Override
    public StepKind kind(int index) {
        Objects.checkIndex(index, size);
        return StepKind.VALUE;
    }
}
