// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import java.util.ArrayList;
import java.util.List;

/** Bodies of tests whose outcome depends on the order, and others in which it does not. */
final class Races {

    private Races() {}

    /** Fails in every order in which b comes before a. */
    static void buggy(Loop loop) {
        assertThat(String.join("", order(loop))).isEqualTo("ab");
    }

    /** Waits for a before b: passes in all orders. */
    static void fixed(Loop loop) {
        List<String> order = new ArrayList<>();
        loop.spawn("a", () -> order.add("a")).await();
        loop.spawn("b", () -> order.add("b")).await();
        assertThat(String.join("", order)).isEqualTo("ab");
    }

    /** Returns the order in which two tasks ran. */
    static List<String> order(Loop loop) {
        List<String> order = new ArrayList<>();
        Task<Boolean> a = loop.spawn("a", () -> order.add("a"));
        Task<Boolean> b = loop.spawn("b", () -> order.add("b"));
        a.await();
        b.await();
        return order;
    }
}
