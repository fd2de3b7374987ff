// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.schedule.SeededRandom;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LongIndexTests {

    @Test
    void keys_areNumberedInTheOrderInWhichTheyCome() {
        LongIndex index = new LongIndex();
        Map<Long, Integer> expected = new HashMap<>();
        SeededRandom random = new SeededRandom(1);
        for (int i = 0; i < 10_000; i++) {
            long key = i % 2 == 0 ? random.nextLong(5_000) - 100 : random.nextLong();
            assertThat(index.find(key)).isEqualTo(expected.getOrDefault(key, LongIndex.NONE));
            expected.putIfAbsent(key, expected.size());
            assertThat(index.add(key)).isEqualTo(expected.get(key));
        }
        assertThat(index.size()).isEqualTo(expected.size());
        expected.forEach((key, number) -> assertThat(index.key(number)).isEqualTo(key));
    }
}
