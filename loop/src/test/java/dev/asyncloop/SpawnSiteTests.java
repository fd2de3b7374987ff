// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
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
            assertThat(new HashSet<>(sites)).containsExactly(expected);
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
    void spawnSite_ofManyHereAndThenManyThere_isRightAgainAfterTheNextCheck() {
        try (Loop loop = Loop.create()) {
            IntStream.range(0, 100).forEach(i -> loop.spawn(body()));
            List<Boolean> right = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                String expected = nextLine();
                Task<?> task = loop.spawn(body());
                right.add(task.spawnSite().equals(expected));
            }
            assertThat(right.subList(1_024, MANY)).doesNotContain(false);
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
    void spawnSite_ofAMainTaskThatHasFailedToEnd_isStillTheCallOfRun() {
        Loop loop = Loop.create();
        String expected = "";
        try {
            expected = nextLine();
            loop.run(() -> loop.promise("never").await());
        } catch (DeadlockException e) {
            assertThat(loop.tasks().get(0).spawnSite()).isEqualTo(expected);
        }
        loop.close();
        assertThat(expected).isNotEmpty();
    }
}
