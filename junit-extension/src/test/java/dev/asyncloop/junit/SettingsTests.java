// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.FibreBackend;
import dev.asyncloop.Loop;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Where settings come from, which of them counts, and what the node is called. */
class SettingsTests {

    private static final List<String> SEEDS = new ArrayList<>();

    @BeforeEach
    void forget() {
        SEEDS.clear();
    }

    static class DefaultTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            SEEDS.add(loop.seed());
        }
    }

    static class FourTestCase {
        @AsyncLoopTest(schedules = 4)
        void body(Loop loop) {
            SEEDS.add(loop.seed());
        }
    }

    @AsyncLoopConfig(schedules = 3)
    static class ConfiguredTestCase extends DefaultTestCase {}

    static class InheritingConfigTestCase extends ConfiguredTestCase {}

    @Test
    void schedules_default_counts_where_nothing_is_set() {
        Kit.passes(DefaultTestCase.class, ConfigurationKeys.SCHEDULES_DEFAULT, "2");
        assertThat(SEEDS).hasSize(2);
    }

    @Test
    void schedules_default_does_not_count_where_the_method_says() {
        Kit.passes(FourTestCase.class, ConfigurationKeys.SCHEDULES_DEFAULT, "2");
        assertThat(SEEDS).hasSize(4);
    }

    @Test
    void schedules_from_outside_count_more_than_the_annotation() {
        Kit.passes(FourTestCase.class, ConfigurationKeys.SCHEDULES, " 6 ");
        assertThat(SEEDS).hasSize(6);
    }

    @Test
    void schedules_of_the_class_count_and_are_inherited() {
        Kit.passes(InheritingConfigTestCase.class, ConfigurationKeys.SCHEDULES_DEFAULT, "7");
        assertThat(SEEDS).hasSize(3);
    }

    @Test
    void seed_from_outside_runs_one_order() {
        EngineExecutionResults results = Kit.passes(FourTestCase.class, ConfigurationKeys.SEED, "42");
        assertThat(SEEDS).containsExactly("0x2a");
        assertThat(names(results)).containsExactly("seed 0x2a");
    }

    @Test
    void seed_as_a_system_property_counts_less_than_a_configuration_parameter() {
        System.setProperty(ConfigurationKeys.SEED, "7");
        try {
            Kit.passes(FourTestCase.class);
            Kit.passes(FourTestCase.class, ConfigurationKeys.SEED, "8");
        } finally {
            System.clearProperty(ConfigurationKeys.SEED);
        }
        assertThat(SEEDS).containsExactly("0x7", "0x8");
    }

    @Test
    void root_from_outside_changes_the_seeds_but_not_fifo() {
        Kit.passes(FourTestCase.class);
        List<String> before = List.copyOf(SEEDS);
        SEEDS.clear();
        Kit.passes(FourTestCase.class, ConfigurationKeys.ROOT, "7");
        assertThat(SEEDS).startsWith("fifo").hasSize(4);
        assertThat(SEEDS.subList(1, 4)).doesNotContainAnyElementsOf(before);
    }

    @Test
    void seeds_of_a_test_inherited_by_two_classes_differ() {
        Kit.passes(ConfiguredTestCase.class);
        List<String> before = List.copyOf(SEEDS);
        SEEDS.clear();
        Kit.passes(InheritingConfigTestCase.class);
        assertThat(SEEDS.subList(1, 3)).doesNotContainAnyElementsOf(before);
    }

    static class ClockTestCase {
        @AsyncLoopTest(start = "2026-03-29T00:30:00Z", zone = " Europe/Berlin ")
        void body(Loop loop) {
            assertThat(loop.clock().instant()).isEqualTo(Instant.parse("2026-03-29T00:30:00Z"));
            assertThat(loop.clock().getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        }
    }

    @Test
    void clock_starts_where_the_annotation_says() {
        Kit.passes(ClockTestCase.class);
    }

    static class BatonTestCase {
        @AsyncLoopTest(schedules = 1)
        void body(Loop loop) {
            assertThat(loop.fibreBackend()).isEqualTo(FibreBackend.BATON);
        }
    }

    @Test
    void fibres_from_outside_choose_the_backend() {
        Kit.passes(BatonTestCase.class, ConfigurationKeys.FIBRES, "baton");
    }

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @AsyncLoopTest(schedules = 5)
    @interface OurTest {}

    static class MetaTestCase {
        @OurTest
        void body(Loop loop) {
            SEEDS.add(loop.seed());
        }
    }

    @Test
    void annotation_works_as_a_meta_annotation() {
        Kit.passes(MetaTestCase.class);
        assertThat(SEEDS).hasSize(5);
    }

    static class NamedTestCase {
        @AsyncLoopTest
        @DisplayName("a name of its own")
        void body() {}
    }

    @Test
    void node_is_named_after_its_orders_below_the_method() {
        EngineExecutionResults results = Kit.passes(NamedTestCase.class);
        assertThat(names(results)).containsExactly("10 schedules");
        assertThat(results.containerEvents()
                        .started()
                        .map(event -> event.getTestDescriptor().getDisplayName()))
                .contains("a name of its own");
    }

    @Test
    void node_with_one_order_is_named_fifo() {
        assertThat(names(Kit.passes(BatonTestCase.class, ConfigurationKeys.FIBRES, "BATON")))
                .containsExactly("FIFO order");
    }

    private static List<String> names(EngineExecutionResults results) {
        return results.testEvents()
                .started()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }
}
