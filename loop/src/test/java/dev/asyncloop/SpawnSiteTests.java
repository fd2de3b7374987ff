// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where tasks and promises are made is known for each, also where there are very many. */
class SpawnSiteTests {

    private static final int MANY = 3_000;

    private static ThrowingRunnable body() {
        return () -> {};
    }

    /** Returns the line below the one that calls this. */
    private static String nextLine() {
        int line = StackWalker.getInstance()
                .walk(frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber());
        return "(SpawnSiteTests.java:" + (line + 1) + ")";
    }

    @Test
    void spawnSite_ofManyTasksMadeAtOnePlace_isThatPlace() {
        try (Loop loop = Loop.create()) {
            List<String> sites = new ArrayList<>();
            String expected = "";
            for (int i = 0; i < MANY; i++) {
                expected = nextLine();
                Task<?> task = loop.spawn(() -> {});
                sites.add(task.spawnSite());
            }
            assertThat(new LinkedHashSet<>(sites)).containsExactly(expected, "probably " + expected);
            loop.runUntilIdle();
        }
    }

    @Test
    void spawnSite_ofOneLambdaSpawnedAtTwoPlacesInTurn_isTheRightOneEachTime() {
        try (Loop loop = Loop.create()) {
            for (int i = 0; i < MANY; i++) {
                String one = nextLine();
                Task<?> first = loop.spawn(body());
                String other = nextLine();
                Task<?> second = loop.spawn(body());
                assertThat(first.spawnSite()).isEqualTo(one);
                assertThat(second.spawnSite()).isEqualTo(other);
            }
            loop.runUntilIdle();
        }
    }

    @Test
    void spawnSite_ofFewTasksHereAndThenFewThere_isTheRightOneEachTime() {
        try (Loop loop = Loop.create()) {
            for (int i = 0; i < 16; i++) {
                loop.spawn(body());
            }
            for (int i = 0; i < MANY; i++) {
                String expected = nextLine();
                Task<?> task = loop.spawn(body());
                assertThat(task.spawnSite()).isEqualTo(expected);
            }
            loop.runUntilIdle();
        }
    }

    @Test
    void spawnSite_ofManyHereAndThenManyThere_saysThatItIsNotSureUntilTheNextCheck() {
        try (Loop loop = Loop.create()) {
            IntStream.range(0, 100).forEach(i -> loop.spawn(body()));
            List<Boolean> right = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                String expected = nextLine();
                Task<?> task = loop.spawn(body());
                right.add(task.spawnSite().equals(expected));
                assertThat(task.spawnSite()).matches(site -> site.equals(expected) || site.startsWith("probably "));
            }
            assertThat(right.subList(256, MANY)).doesNotContain(false);
            loop.runUntilIdle();
        }
    }

    private record Worker() implements ThrowingRunnable {

        @Override
        public void run() {}
    }

    @Test
    void spawnSite_ofBodiesThatAreNoLambdas_isTheRightOneEachTime() {
        try (Loop loop = Loop.create()) {
            IntStream.range(0, 100).forEach(i -> loop.spawn(new Worker()));
            String expected = nextLine();
            Task<?> task = loop.spawn(new Worker());
            assertThat(task.spawnSite()).isEqualTo(expected);
            loop.runUntilIdle();
        }
    }

    @Test
    void spawnSite_inAnotherLoopThanTheManyBefore_isTheRightOne() {
        try (Loop loop = Loop.create()) {
            IntStream.range(0, 100).forEach(i -> loop.spawn(body()));
            loop.runUntilIdle();
        }
        try (Loop loop = Loop.create()) {
            String expected = nextLine();
            Task<?> task = loop.spawn(body());
            assertThat(task.spawnSite()).isEqualTo(expected);
            loop.runUntilIdle();
        }
    }

    @Test
    void spawnSite_ofOneLambdaSpawnedByDifferentBodies_isTheRightOneEachTime() {
        try (Loop loop = Loop.create()) {
            List<Task<?>> tasks = new ArrayList<>();
            loop.run(() -> IntStream.range(0, 100).forEach(i -> loop.spawn(body())));
            String expected = nextLine();
            loop.run(() -> tasks.add(loop.spawn(body())));
            assertThat(tasks.get(0).spawnSite()).isEqualTo(expected);
            loop.runUntilIdle();
        }
    }

    @Test
    void spawnSite_ofBodiesMadeByALibrary_isTheRightOneEachTime() {
        try (Loop loop = Loop.create()) {
            Callable<Object> adapter = Executors.callable(() -> {});
            IntStream.range(0, 100).forEach(i -> loop.spawn(adapter));
            String expected = nextLine();
            Task<?> task = loop.spawn(adapter);
            assertThat(task.spawnSite()).isEqualTo(expected);
            loop.runUntilIdle();
        }
    }

    @Test
    void spawnSite_ofPromisesOfOneNameAtTwoPlaces_isTheRightOneEachTime() {
        try (Loop loop = Loop.create()) {
            for (int i = 0; i < MANY; i++) {
                String one = nextLine();
                Promise<String> first = loop.promise("answer");
                String other = nextLine();
                Promise<String> second = loop.promise("answer");
                assertThat(first.spawnSite()).isEqualTo(one);
                assertThat(second.spawnSite()).isEqualTo(other);
            }
        }
    }

    @Test
    void spawnSite_ofTheMainTask_isTheCallOfRun() {
        try (Loop loop = Loop.create()) {
            List<String> sites = new ArrayList<>();
            String expected = nextLine();
            loop.run(() -> sites.add(loop.tasks().get(0).spawnSite()));
            assertThat(sites).containsExactly(expected);
        }
    }

    @Test
    void spawnSite_ofAMainTaskThatSomebodyHasKept_staysTheCallOfItsRun() {
        try (Loop loop = Loop.create()) {
            List<Task<?>> kept = new ArrayList<>();
            String expected = nextLine();
            loop.run(() -> kept.add(loop.currentTask()));
            assertThat(kept.get(0).spawnSite()).isEqualTo(expected);
            loop.run(() -> assertThat(kept.get(0).spawnSite()).isEqualTo(expected));
        }
    }

    @Test
    void spawnSite_ofAMainTaskThatHasFailedToEnd_isStillTheCallOfRun() {
        try (Loop loop = Loop.create()) {
            AtomicReference<String> expected = new AtomicReference<>();
            assertThatThrownBy(() -> {
                        expected.set(nextLine());
                        loop.run(() -> loop.promise("never").await());
                    })
                    .isInstanceOf(DeadlockException.class);
            assertThat(loop.tasks().get(0).spawnSite()).isEqualTo(expected.get());
        }
    }
}
