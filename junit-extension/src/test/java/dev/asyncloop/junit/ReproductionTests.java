// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectIteration;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import dev.asyncloop.BudgetExceededException;
import dev.asyncloop.Loop;
import dev.asyncloop.explore.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A failure reproduces from what it prints, and from the node's id. */
class ReproductionTests {

    private static final Pattern CHOICES = Pattern.compile("Choices: (\\S+)");
    private static final Pattern TRACE = Pattern.compile("Trace: (\\S+)");
    private static final List<Long> HASHES = new ArrayList<>();

    @BeforeEach
    void forget() {
        HASHES.clear();
    }

    static class InsideTestCase {
        @AsyncLoopTest(schedules = 50)
        void body(Loop loop) {
            check(loop);
        }
    }

    static class NestedTestCase {
        @TempDir
        Path folder;

        @AsyncLoopTest(schedules = 50)
        void body(Loop loop) {
            check(loop);
        }
    }

    private static void check(Loop loop) {
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String name = "t" + i;
            loop.spawn(name, () -> {
                order.add(name);
                loop.yieldNow();
                order.add(name);
            });
        }
        loop.runUntilIdle();
        HASHES.add(loop.trace().hash());
        assertThat(order.get(0)).as(order.toString()).isNotEqualTo("t3");
    }

    @ParameterizedTest
    @ValueSource(classes = {InsideTestCase.class, NestedTestCase.class})
    void shrunk_token_reproduces_the_failure(Class<?> testCase) {
        ScheduleFailure failure = (ScheduleFailure) Kit.failure(testCase);
        long hash = HASHES.get(HASHES.size() - 1);
        HASHES.clear();
        Throwable again = Kit.failure(testCase, ConfigurationKeys.SEED, failure.seed());
        assertThat(HASHES).containsExactly(hash);
        assertThat(Kit.causeMessage(again)).isEqualTo(Kit.causeMessage(failure));
    }

    @ParameterizedTest
    @ValueSource(classes = {InsideTestCase.class, NestedTestCase.class})
    void seed_and_choices_of_an_order_that_is_not_shrunk_reproduce_the_failure(Class<?> testCase) {
        String[] seeded = {ConfigurationKeys.STRATEGY, "random", ConfigurationKeys.SHRINK, "off"};
        ScheduleFailure failure = (ScheduleFailure) Kit.failure(testCase, seeded);
        assertThat(failure.seed()).startsWith("0x");
        long hash = HASHES.get(HASHES.size() - 1);
        HASHES.clear();
        Throwable bySeed = Kit.failure(testCase, ConfigurationKeys.SEED, failure.seed());
        Throwable byChoices = Kit.failure(testCase, ConfigurationKeys.SEED, find(CHOICES, failure));
        assertThat(HASHES).containsExactly(hash, hash);
        assertThat(Kit.causeMessage(bySeed)).isEqualTo(Kit.causeMessage(failure));
        assertThat(Kit.causeMessage(byChoices)).isEqualTo(Kit.causeMessage(failure));
    }

    @ParameterizedTest
    @ValueSource(classes = {InsideTestCase.class, NestedTestCase.class})
    void node_that_runs_again_by_its_id_fails_with_the_same_message(Class<?> testCase) {
        String id = Kit.ids(Kit.run(testCase)).get(0);
        assertThat(id).endsWith("[test-template-invocation:#1]");
        String message = Kit.message(testCase);
        assertThat(Kit.message(Kit.failure(Kit.run(selectUniqueId(id))))).isEqualTo(message);
        assertThat(Kit.message(Kit.failure(
                        Kit.run(selectIteration(selectMethod(testCase, "body", Loop.class.getName()), 0)))))
                .isEqualTo(message);
    }

    @Test
    void trace_file_is_written_and_the_same_each_time() throws IOException {
        String before = Files.readString(Path.of(find(TRACE, Kit.failure(InsideTestCase.class))));
        String after = Files.readString(Path.of(find(TRACE, Kit.failure(InsideTestCase.class))));
        assertThat(after).isEqualTo(before).startsWith("seed r2.").contains("choices r2.");
    }

    @Test
    void message_ends_its_first_line_with_the_seed_and_names_a_command() {
        ScheduleFailure failure = (ScheduleFailure) Kit.failure(InsideTestCase.class);
        assertThat(Kit.firstLine(failure)).hasSizeLessThan(240).endsWith("seed " + failure.seed() + "]");
        assertThat(failure)
                .hasMessageContaining("@AsyncLoopTest(seed = \"" + failure.seed() + "\")")
                .hasMessageContaining(
                        "mvn test -Dtest='ReproductionTests$InsideTestCase#body' -Dasyncloop.seed=" + failure.seed());
    }

    static class StaleTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            assertThat(loop.seed()).startsWith("r");
        }
    }

    @Test
    void token_of_another_test_is_stale_and_told_to_be_one() {
        String token = ((ScheduleFailure) Kit.failure(InsideTestCase.class)).seed();
        assertThat(Kit.failure(StaleTestCase.class, ConfigurationKeys.SEED, token))
                .hasMessageStartingWith("stale replay token: ")
                .hasMessageContaining("it was recorded by another test")
                .hasMessageContaining("Run the test without this token")
                .satisfies(failure -> assertThat(Kit.firstLine(failure)).contains("recorded by another test"))
                .hasMessageNotContaining("Reproduce this order");
    }

    static class LongTestCase {
        @AsyncLoopTest(schedules = 3, strategy = Strategy.RANDOM, maxStepsPerInstant = 20_000)
        void body(Loop loop) {
            HASHES.add(0L);
            boolean isFirst = loop.seed().equals("fifo");
            for (int i = 0; i < 2; i++) {
                loop.spawn(() -> {
                    while (!isFirst) {
                        loop.yieldNow();
                    }
                });
            }
            loop.runUntilIdle();
        }
    }

    @Test
    void token_that_is_too_long_to_be_printed_is_read_from_the_trace_file() {
        Throwable seeded = Kit.failure(LongTestCase.class);
        ScheduleFailure failure = (ScheduleFailure)
                Kit.failure(LongTestCase.class, ConfigurationKeys.STRATEGY, "pos", ConfigurationKeys.SCHEDULES, "2");
        assertThat(failure.seed()).startsWith("@target").endsWith(".txt");
        assertThat(Kit.message(failure)).hasSizeLessThan(4_000).contains("-Dasyncloop.seed=@target");
        assertThat(Kit.message(seeded)).hasSizeLessThan(4_000).contains("seed 0x");
        assertThat(Kit.failure(LongTestCase.class, ConfigurationKeys.SEED, failure.seed()))
                .hasRootCauseInstanceOf(BudgetExceededException.class)
                .hasMessageContaining("seed " + failure.seed().substring(0, 40));
    }

    @Test
    void trace_file_that_is_missing_is_told() {
        assertThat(Kit.failure(LongTestCase.class, ConfigurationKeys.SEED, "@nowhere.txt"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("asyncloop.seed: the trace @nowhere.txt cannot be read");
    }

    private static String find(Pattern pattern, Throwable failure) {
        Matcher matcher = pattern.matcher(Kit.message(failure));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
