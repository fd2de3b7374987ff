// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Candidates;

/** FIFO order but for a few random choices: what most programs are written for, with what their authors did not think of. */
final class FewDeviations extends StepSource {

    private final int[] deviations;
    private int choices;

    FewDeviations(long seed, int count, int expectedChoices) {
        super(seed);
        deviations = new int[count];
        for (int i = 0; i < count; i++) {
            deviations[i] = 1 + random.nextInt(expectedChoices);
        }
    }

    @Override
    int chooseStep(int n, Candidates candidates) {
        choices++;
        for (int deviation : deviations) {
            if (deviation == choices) {
                return 1 + random.nextInt(n - 1);
            }
        }
        return 0;
    }
}
