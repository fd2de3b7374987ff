// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import dev.asyncloop.schedule.Candidates;
import dev.asyncloop.schedule.ChoiceSource;
import dev.asyncloop.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tries all orders that leave FIFO at no choice, then at one, at two: slow, and too simple to be wrong. */
final class Deviations {

    private Deviations() {}

    /** Returns the fewest with which a subject fails, if there are at most so many; else one more. */
    static int fewest(Subject subject, int most) {
        List<Map<Integer, Integer>> level = List.of(Map.of());
        for (int count = 0; count <= most; count++) {
            List<Map<Integer, Integer>> next = new ArrayList<>();
            for (Map<Integer, Integer> deviations : level) {
                Order order = new Order(deviations);
                if (subject.run(Schedule.of("deviations " + deviations, 0, () -> order)) != null) {
                    return count;
                }
                order.addLongerOnes(next);
            }
            level = next;
        }
        return most + 1;
    }

    /** FIFO order but for some choices. */
    private static final class Order implements ChoiceSource {

        private final Map<Integer, Integer> deviations;
        private final List<Integer> candidates = new ArrayList<>();

        Order(Map<Integer, Integer> deviations) {
            this.deviations = deviations;
        }

        @Override
        public int choose(int n, Candidates unused) {
            candidates.add(n);
            return deviations.getOrDefault(candidates.size() - 1, 0);
        }

        /** Adds those with one deviation more, after the last one. */
        void addLongerOnes(List<Map<Integer, Integer>> longer) {
            int first = deviations.keySet().stream()
                            .mapToInt(Integer::intValue)
                            .max()
                            .orElse(-1)
                    + 1;
            for (int position = first; position < candidates.size(); position++) {
                for (int choice = 1; choice < candidates.get(position); choice++) {
                    Map<Integer, Integer> more = new TreeMap<>(deviations);
                    more.put(position, choice);
                    longer.add(more);
                }
            }
        }
    }
}
