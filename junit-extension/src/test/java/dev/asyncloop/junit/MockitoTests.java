// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.when;

import dev.asyncloop.Loop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mock;
import org.mockito.exceptions.misusing.UnnecessaryStubbingException;
import org.mockito.junit.jupiter.MockitoExtension;

/** Mockito's extension takes part in every order. */
@SuppressWarnings({"DirectInvocationOnMock", "MockNotUsedInProduction"}) // the mocks are what is under test
class MockitoTests {

    private static final Set<Object> MOCKS = Collections.newSetFromMap(new IdentityHashMap<>());
    private static final List<String> SEEDS = new ArrayList<>();

    @BeforeEach
    void forget() {
        MOCKS.clear();
        SEEDS.clear();
    }

    @ExtendWith(MockitoExtension.class)
    static class FreshTestCase {
        @Mock
        private IntFunction<String> names;

        @BeforeEach
        void stub() {
            when(names.apply(anyInt())).thenReturn("stubbed");
        }

        @AsyncLoopTest(schedules = 4)
        void body(Loop loop, @Mock Runnable other) {
            assertThat(mockingDetails(names).getInvocations()).isEmpty();
            String name = loop.run(() -> loop.spawn(() -> names.apply(1)).await());
            assertThat(name).isEqualTo("stubbed");
            assertThat(mockingDetails(other).isMock()).isTrue();
            MOCKS.add(names);
            SEEDS.add(loop.seed());
        }
    }

    @Test
    void mocks_are_fresh_in_every_order() {
        Kit.passes(FreshTestCase.class).testEvents().assertStatistics(counts -> counts.succeeded(1));
        assertThat(SEEDS).hasSize(5).endsWith("fifo"); // the visible invocation repeats it
        assertThat(SEEDS.subList(0, 4)).doesNotHaveDuplicates();
        assertThat(MOCKS).hasSize(5);
    }

    @ExtendWith(MockitoExtension.class)
    static class BuggyTestCase {
        @Mock
        private Runnable mock;

        @AsyncLoopTest(schedules = 50)
        void body(Loop loop) {
            mock.run();
            Races.buggy(loop);
        }
    }

    @Test
    void failing_order_is_shown_and_reproduces() {
        ScheduleFailure failure = (ScheduleFailure) Kit.failure(BuggyTestCase.class);
        assertThat(Kit.message(failure)).contains(Diagnosis.REPEATED, " of 50, seed " + failure.seed());
        Throwable again = Kit.failure(BuggyTestCase.class, ConfigurationKeys.SEED, failure.seed());
        assertThat(Kit.causeMessage(again)).isEqualTo(Kit.causeMessage(failure));
    }

    @ExtendWith(MockitoExtension.class)
    static class UnusedStubTestCase {
        @Mock
        private IntFunction<String> names;

        @AsyncLoopTest(schedules = 3)
        void body(Loop loop) {
            when(names.apply(anyInt())).thenReturn("stubbed");
        }
    }

    @Test
    void strict_stubs_are_checked_and_named_with_the_order() {
        Throwable failure = Kit.failure(UnusedStubTestCase.class);
        assertThat(failure).isInstanceOf(UnnecessaryStubbingException.class);
        assertThat(failure.getSuppressed())
                .anySatisfy(note ->
                        assertThat(note).isInstanceOf(ScheduleFailure.class).hasMessageContaining("seed fifo"));
    }

    @ExtendWith(MockitoExtension.class)
    static class UnusedInOneOrderTestCase {
        @Mock
        private IntFunction<String> names;

        @AsyncLoopTest(schedules = 50)
        void body(Loop loop) {
            if (Races.order(loop).get(0).equals("b")) {
                when(names.apply(anyInt())).thenReturn("stubbed");
            }
        }
    }

    @Test
    void failure_of_another_extension_in_one_order_is_shown_with_its_seed() {
        Throwable failure = Kit.failure(UnusedInOneOrderTestCase.class);
        assertThat(failure).isInstanceOf(UnnecessaryStubbingException.class);
        assertThat(failure.getSuppressed())
                .anySatisfy(note ->
                        assertThat(note).isInstanceOf(ScheduleFailure.class).hasMessageContaining("seed r2."));
    }
}
