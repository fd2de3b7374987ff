// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.schedule.ChoiceSource;
import dev.asyncloop.schedule.Points;
import dev.asyncloop.sync.AsyncLock;
import dev.asyncloop.sync.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Systematic searches over programs on a real loop. */
class LoopSearchTests {

    /** How many times fewer scenarios there are where a task is a platform thread. */
    private static final int DEAR = Runtime.version().feature() < 21 ? 10 : 1;

    private static Search everything() {
        return Strategy.EXHAUSTIVE.search(0, 0);
    }

    private static Search reduced() {
        return Strategy.EXHAUSTIVE.search(0, 0, Shared.TRACKED);
    }

    /** Runs the orders of a search, at most so many; returns what each has come to. */
    private static <T> List<T> upTo(int most, Search search, Function<ChoiceSource, T> run) {
        List<T> results = new ArrayList<>();
        for (var order = search.next(); order != null && results.size() < most; order = search.next()) {
            results.add(run.apply(order.newSource()));
        }
        return results;
    }

    /** Runs as many tasks as there are cells, each of which changes its own so often; returns how many orders there are. */
    private static int orders(Search search, int... changes) {
        return upTo(Integer.MAX_VALUE, search, order -> {
                    try (Loop loop = Loop.builder().choices(order).build()) {
                        for (int count : changes) {
                            Cell<Integer> cell = new Cell<>(loop, 0);
                            loop.spawn(() -> {
                                for (int i = 0; i < count; i++) {
                                    cell.set(i);
                                }
                            });
                        }
                        loop.runUntilIdle();
                        return 0;
                    }
                })
                .size();
    }

    /** Has two tasks change one account; returns what it holds in the end, for each order. */
    private static List<Integer> balances(Search search, Consumer<Account> deposit) {
        return upTo(Integer.MAX_VALUE, search, order -> {
            try (Loop loop = Loop.builder().choices(order).build()) {
                Account account = new Account(new Cell<>(loop, 0), new AsyncLock(loop, "account"));
                loop.run(() -> {
                    var first = loop.spawn(() -> deposit.accept(account));
                    var second = loop.spawn(() -> deposit.accept(account));
                    first.await();
                    second.await();
                });
                return account.balance().get();
            }
        });
    }

    private record Account(Cell<Integer> balance, AsyncLock lock) {

        void deposit() {
            balance.set(balance.get() + 10);
        }

        void depositLocked() {
            lock.withLock(() -> deposit());
        }
    }

    @Test
    void everything_tasksWithACellEach_givesTheMultinomialOfTheirSteps() {
        assertThat(orders(everything(), 2, 2)).isEqualTo(20);
        assertThat(orders(everything(), 1, 1, 1)).isEqualTo(90);
        assertThat(orders(everything(), 1, 2, 3)).isEqualTo(1260);
    }

    @Test
    void everything_lostUpdate_isFoundAndNotInTheFixedTwin() {
        assertThat(balances(everything(), Account::deposit)).contains(10).contains(20);
        assertThat(balances(everything(), Account::depositLocked)).containsOnly(20);
    }

    @Test
    void reduced_lostUpdate_isFoundInFewerOrdersAndNotInTheFixedTwin() {
        assertThat(balances(reduced(), Account::deposit)).contains(10).contains(20);
        assertThat(balances(reduced(), Account::depositLocked)).containsOnly(20);
        assertThat(balances(reduced(), Account::deposit).size() * 3)
                .isLessThan(balances(everything(), Account::deposit).size());
    }

    @Test
    void reduced_tasksWithWaits_reachWhatAllOrdersReach() {
        compare(Points.BLOCKING, 300, 300);
    }

    @Test
    void reduced_tasksLikeThreads_reachWhatAllOrdersReach() {
        compare(Points.SYNC, 60, 300);
    }

    private static void compare(Points points, int scenarios, int most) {
        long all = 0;
        long few = 0;
        for (long seed = 0; seed < scenarios / DEAR; seed++) {
            Scenario scenario = new Scenario(seed, points);
            List<String> expected = upTo(most + 1, everything(), scenario::run);
            if (expected.size() <= most) {
                List<String> results = upTo(most + 1, reduced(), scenario::run);

                assertThat(new TreeSet<>(results)).as("scenario %d", seed).isEqualTo(new TreeSet<>(expected));
                assertThat(results.size()).isLessThanOrEqualTo(expected.size());
                all += expected.size();
                few += results.size();
            }
        }
        assertThat(few * 5).isLessThan(all);
    }
}
