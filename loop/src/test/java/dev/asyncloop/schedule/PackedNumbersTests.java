// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackedNumbersTests {

    private final PackedNumbers packed = new PackedNumbers();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 128, 1_000, 10_000})
    void forEach_randomNumbersOfAllSizes_givesThemInOrder(int count) {
        SeededRandom random = new SeededRandom(count);
        List<Integer> numbers = new ArrayList<>(Collections.nCopies(random.nextInt(3), 0));
        int scale = 1;
        for (int i = 0; i < count; i++) {
            scale = i % 50 == 0 ? 1 << random.nextInt(31) : scale;
            numbers.add(random.nextInt(Math.max(1, scale)) + random.nextInt(2) * (Integer.MAX_VALUE - scale) / 1_000);
        }
        numbers.forEach(packed::add);

        assertThat(unpacked()).isEqualTo(numbers);
    }

    @Test
    void forEach_largestNumbers_givesThem() {
        List<Integer> numbers = new ArrayList<>(Collections.nCopies(200, Integer.MAX_VALUE));
        numbers.forEach(packed::add);

        assertThat(unpacked()).isEqualTo(numbers);
    }

    @Test
    void forEach_zerosBehindFramesOfEveryWidth_givesThem() {
        for (int width = 1; width < Integer.SIZE; width++) {
            for (int frames = 1; frames <= 20; frames++) {
                PackedNumbers each = new PackedNumbers();
                List<Integer> numbers = new ArrayList<>(Collections.nCopies(64 * frames, (int) ((1L << width) - 1)));
                numbers.addAll(Collections.nCopies(129, 0));
                numbers.add(1);
                numbers.forEach(each::add);
                List<Integer> given = new ArrayList<>();
                each.forEach(given::add);
                assertThat(given).isEqualTo(numbers);
            }
        }
    }

    @Test
    void add_onlyZeros_countsThem() {
        for (int i = 0; i < 1_000; i++) {
            packed.add(0);
        }

        assertThat(packed.zerosFirst()).isEqualTo(1_000);
        packed.forEach(number -> assertThat(number).isEqualTo(-1));
    }

    @ParameterizedTest
    @CsvSource({"2, 200", "3, 350", "10, 650", "100, 1000"})
    void add_randomChoices_takesNoMoreThanTheirBits(int candidates, int bytesForAThousand) {
        SeededRandom random = new SeededRandom(1);
        for (int i = 1; i <= 1_000_000; i++) {
            packed.add(random.nextInt(candidates));
            if (i % 1_000 == 0 && i >= 100_000) {
                assertThat(packed.bytes() * 1_000 / i).isLessThanOrEqualTo(bytesForAThousand);
            }
        }
    }

    private List<Integer> unpacked() {
        List<Integer> numbers = new ArrayList<>();
        for (long i = packed.zerosFirst(); i > 0; i--) {
            numbers.add(0);
        }
        packed.forEach(numbers::add);
        return numbers;
    }
}
