// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Orders that failed are tried first the next time, until they pass. */
class StoredOrdersTests {

    private static final List<String> SEEDS = new ArrayList<>();
    private static boolean isFixed;
    private static boolean isChanged;

    @TempDir
    Path folder;

    @BeforeEach
    void forget() {
        SEEDS.clear();
        isFixed = false;
        isChanged = false;
    }

    private static void check(Loop loop) {
        SEEDS.add(loop.seed());
        if (isChanged) {
            loop.spawn("another", () -> {});
        }
        if (isFixed) {
            Races.order(loop);
        } else {
            Races.buggy(loop);
        }
    }

    static class InsideTestCase {
        @AsyncLoopTest(schedules = 100)
        void body(Loop loop) {
            check(loop);
        }
    }

    static class NestedTestCase {
        @TempDir
        Path temporary;

        @AsyncLoopTest(schedules = 100)
        void body(Loop loop) {
            check(loop);
        }
    }

    private EngineExecutionResults run(Class<?> testCase, String... settings) {
        return Kit.run(
                testCase,
                Stream.concat(Stream.of(ConfigurationKeys.FAILURES, folder.toString()), Stream.of(settings))
                        .toArray(String[]::new));
    }

    private ScheduleFailure failure(Class<?> testCase, String... settings) {
        return (ScheduleFailure) Kit.failure(run(testCase, settings));
    }

    private List<String> warnings(Class<?> testCase) {
        return entries(testCase).stream()
                .filter(entry -> entry.startsWith("{asyncloop.warning="))
                .toList();
    }

    private List<String> entries(Class<?> testCase) {
        EngineExecutionResults results = run(testCase);
        assertThat(Kit.failures(results)).isEmpty();
        return Kit.reportEntries(results);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".txt")).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {InsideTestCase.class, NestedTestCase.class})
    void failing_order_is_kept_and_tried_first(Class<?> testCase) throws IOException {
        String seed = failure(testCase).seed();
        assertThat(files()).hasSize(1);
        assertThat(Files.readAllLines(files().get(0))).contains(seed);
        assertThat(files().get(0).getFileName().toString())
                .startsWith("StoredOrdersTests_" + testCase.getSimpleName() + ".body-");

        SEEDS.clear();
        ScheduleFailure again = failure(testCase);
        assertThat(SEEDS).hasSize(2).containsOnly(seed); // tried, and run again to be shown
        assertThat(again.seed()).isEqualTo(seed);
        assertThat(Kit.firstLine(again)).endsWith("[stored order, seed " + seed + "]");
        assertThat(again)
                .hasMessageContaining("in which the test had failed before, kept in " + files().get(0))
                .hasMessageContaining(Diagnosis.REPEATED);
    }

    @ParameterizedTest
    @ValueSource(classes = {InsideTestCase.class, NestedTestCase.class})
    void order_that_passes_is_dropped_and_the_search_goes_on(Class<?> testCase) throws IOException {
        String seed = failure(testCase).seed();
        isFixed = true;
        SEEDS.clear();
        Path file = files().get(0);
        assertThat(entries(testCase))
                .containsExactly(
                        "{asyncloop.fixed=An order in which this test had failed passes now, and was dropped from "
                                + file + ".}");
        assertThat(SEEDS).hasSizeBetween(101, 102).startsWith(seed, "fifo");
        assertThat(files()).isEmpty();
        assertThat(entries(testCase)).isEmpty();
    }

    @Test
    void order_that_is_stale_and_passes_is_dropped_with_a_warning() throws IOException {
        String seed = failure(InsideTestCase.class).seed();
        isFixed = true;
        isChanged = true;
        assertThat(warnings(InsideTestCase.class))
                .hasSize(1)
                .first()
                .asString()
                .contains("does not exist any more", "dropped from", seed + ".");
        assertThat(files()).isEmpty();
    }

    @Test
    void order_that_is_stale_and_fails_all_the_same_is_replaced_by_what_has_failed() throws IOException {
        String seed = failure(InsideTestCase.class).seed();
        Path file = files().get(0);
        isChanged = true;
        Files.writeString(file, Files.readString(file) + "0x5eed\n");
        ScheduleFailure failure = failure(InsideTestCase.class);
        assertThat(failure.seed()).isNotEqualTo(seed);
        assertThat(Files.readAllLines(file)).contains(failure.seed()).doesNotContain(seed);
    }

    @Test
    void token_of_another_test_is_left_as_found_and_told() throws IOException {
        failure(NestedTestCase.class);
        Path others = files().get(0);
        String token = Files.readAllLines(others).stream()
                .filter(line -> line.startsWith("r2."))
                .findFirst()
                .orElseThrow();
        failure(InsideTestCase.class);
        Path own = files().stream()
                .filter(file -> !file.equals(others))
                .findFirst()
                .orElseThrow();
        Files.writeString(own, token + "\n");
        isFixed = true;
        assertThat(warnings(InsideTestCase.class))
                .hasSize(1)
                .first()
                .asString()
                .contains(token, "recorded by another test", "left as found");
        assertThat(Files.readAllLines(own)).containsExactly(token);
    }

    @Test
    void damaged_file_is_a_warning_and_the_test_runs_as_ever() throws IOException {
        failure(InsideTestCase.class);
        Files.writeString(files().get(0), "r1.AAEAAAAh.c0cb984d\nr2.oops\n");
        SEEDS.clear();
        isFixed = true;
        assertThat(warnings(InsideTestCase.class)).hasSize(1).first().asString().contains("2 lines");
        assertThat(SEEDS).startsWith("fifo").hasSize(100);
    }

    @Test
    void folder_that_cannot_be_used_is_a_warning_beside_the_failure() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        EngineExecutionResults results = Kit.run(
                InsideTestCase.class,
                ConfigurationKeys.FAILURES,
                file.resolve("below").toString());
        assertThat(Kit.failure(results)).isInstanceOf(ScheduleFailure.class);
        assertThat(Kit.reportEntries(results)).anyMatch(entry -> entry.contains("asyncloop.failures names another"));
    }

    @Test
    void fixed_seed_and_single_order_do_not_use_it() throws IOException {
        String seed = failure(InsideTestCase.class).seed();
        SEEDS.clear();
        assertThat(failure(InsideTestCase.class, ConfigurationKeys.SEED, seed).seed())
                .isEqualTo(seed);
        isFixed = true;
        run(InsideTestCase.class, ConfigurationKeys.SEED, seed);
        run(InsideTestCase.class, ConfigurationKeys.SCHEDULES, "1");
        assertThat(SEEDS).containsExactly(seed, seed, "fifo");
        assertThat(files()).hasSize(1);
    }

    static class InFifoTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            assertThat(Races.order(loop)).isEmpty();
        }
    }

    @Test
    void fifo_is_not_kept_as_it_runs_first_anyway() {
        assertThat(failure(InFifoTestCase.class).seed()).isEqualTo("fifo");
        assertThat(folder).isEmptyDirectory();
    }

    static class UnstableTestCase {
        @AsyncLoopTest(schedules = 100)
        void body(Loop loop) {
            SEEDS.add(loop.seed());
            Races.order(loop);
            assertThat(SEEDS.size()).isNotEqualTo(5);
        }
    }

    @Test
    void failure_that_does_not_come_again_is_not_kept() {
        assertThat(failure(UnstableTestCase.class)).hasMessageContaining("not deterministic");
        assertThat(folder).isEmptyDirectory();
    }
}
