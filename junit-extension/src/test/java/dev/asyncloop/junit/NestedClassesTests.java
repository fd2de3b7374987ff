// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code @Nested} classes: the instances and fixtures around them, and the defaults of the classes around. */
class NestedClassesTests {

    private static final List<String> LOG = new ArrayList<>();

    @BeforeEach
    void forget() {
        LOG.clear();
    }

    @AsyncLoopConfig(schedules = 2, zone = "Europe/Berlin")
    static class OuterTestCase {
        private final Loop loop;

        OuterTestCase(Loop loop) {
            this.loop = loop;
            LOG.add("outer constructor");
        }

        @BeforeEach
        void before() {
            LOG.add("outer before");
        }

        @AfterEach
        void after() {
            LOG.add("outer after");
        }

        @Nested
        class Inner {
            Inner(Loop other) {
                assertThat(other).isSameAs(loop);
                LOG.add("inner constructor");
            }

            @BeforeEach
            void before() {
                LOG.add("inner before");
            }

            @AfterEach
            void after() {
                LOG.add("inner after");
            }

            @AsyncLoopTest
            void body(Loop other) {
                assertThat(other).isSameAs(loop);
                assertThat(other.clock().getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
                LOG.add("body");
            }
        }
    }

    @Test
    void nested_class_gets_new_outer_instances_and_fixtures_in_every_order() {
        Kit.passes(OuterTestCase.class);
        List<String> once = List.of(
                "outer constructor",
                "inner constructor",
                "outer before",
                "inner before",
                "body",
                "inner after",
                "outer after");
        List<String> twice = new ArrayList<>(once);
        twice.addAll(once);
        assertThat(LOG).isEqualTo(twice);
    }

    @AsyncLoopConfig(schedules = 2)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClassAroundTestCase {
        private String prepared = "nothing";

        @BeforeAll
        void beforeAll() {
            prepared = "prepared";
        }

        @BeforeEach
        void before() {
            LOG.add("outer before");
        }

        @AfterEach
        void after() {
            LOG.add("outer after");
        }

        @Nested
        class Middle {
            Middle() {
                LOG.add("middle constructor");
            }

            @Nested
            class Inner {
                Inner() {
                    LOG.add("inner constructor");
                }

                @AsyncLoopTest
                void body() {
                    LOG.add(prepared);
                }
            }
        }
    }

    @Test
    void outer_instance_per_class_is_kept_and_nested_ones_are_made_anew() {
        Kit.passes(PerClassAroundTestCase.class);
        List<String> once =
                List.of("middle constructor", "inner constructor", "outer before", "prepared", "outer after");
        List<String> twice = new ArrayList<>(once);
        twice.addAll(once);
        assertThat(LOG).isEqualTo(twice);
    }

    @AsyncLoopConfig(schedules = 2)
    static class PerClassInsideTestCase {
        PerClassInsideTestCase() {
            LOG.add("outer constructor");
        }

        @BeforeEach
        void before() {
            LOG.add("outer before");
        }

        @Nested
        @TestInstance(TestInstance.Lifecycle.PER_CLASS)
        class Inner {
            Inner() {
                LOG.add("inner constructor");
            }

            @AsyncLoopTest
            void body() {
                LOG.add("body");
            }
        }
    }

    @Test
    void nested_instance_per_class_keeps_the_outer_one() {
        Kit.passes(PerClassInsideTestCase.class);
        assertThat(LOG)
                .containsExactly(
                        "outer constructor", "inner constructor", "outer before", "body", "outer before", "body");
    }

    static class DefaultLifecycleTestCase {
        private int bodies;

        @AsyncLoopTest(schedules = 2)
        void body() {
            LOG.add("body " + bodies++);
        }
    }

    @Test
    void lifecycle_from_the_configuration_counts() {
        Kit.passes(DefaultLifecycleTestCase.class, "junit.jupiter.testinstance.lifecycle.default", "per_class");
        assertThat(LOG).containsExactly("body 0", "body 1");
    }

    @AsyncLoopConfig(schedules = 2)
    static class OverriddenTestCase {
        @Nested
        @AsyncLoopConfig(schedules = 3)
        class Inner {
            @AsyncLoopTest
            void of_the_nested_class() {
                LOG.add("nested");
            }

            @AsyncLoopTest(schedules = 4)
            void of_the_method() {
                LOG.add("method");
            }
        }
    }

    @Test
    void config_of_the_nested_class_counts_more_and_of_the_method_most() {
        Kit.passes(OverriddenTestCase.class);
        assertThat(LOG).filteredOn("nested"::equals).hasSize(3);
        assertThat(LOG).filteredOn("method"::equals).hasSize(4);
    }

    static class Base {
        @Nested
        class Inner {
            @AsyncLoopTest
            void body() {
                LOG.add("body");
            }
        }
    }

    @AsyncLoopConfig(schedules = 2)
    static class InheritingTestCase extends Base {}

    @Test
    void config_of_the_class_that_inherits_a_nested_class_counts() {
        Kit.passes(InheritingTestCase.class);
        assertThat(LOG).hasSize(2);
    }

    @AsyncLoopConfig(schedules = 2)
    static class Around {
        static class StaticTestCase {
            @AsyncLoopTest(schedules = 5)
            void body() {
                LOG.add("body");
            }

            @AsyncLoopTest
            void other() {
                LOG.add("other");
            }
        }
    }

    @Test
    void config_does_not_reach_a_static_class_inside() {
        Kit.passes(Around.StaticTestCase.class);
        assertThat(LOG).hasSize(15);
    }
}
