// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** Code that is rewritten in tests. Each method uses one thing in one way. */
public class Victim implements Supplier<String> {

    static String field = "field";

    static String called(String argument) {
        return "called " + argument;
    }

    static long number(Object first, long last) {
        return last;
    }

    String calledOn(String argument) {
        return "called on " + argument;
    }

    @Override
    public String get() {
        return "victim";
    }

    @Override
    public String toString() {
        return "victim";
    }

    public String staticCall() {
        return called("a");
    }

    public String staticCallElsewhere() {
        return called("a");
    }

    public String virtualCall() {
        return calledOn("a");
    }

    public int interfaceCall() {
        return List.of(1, 2, 3).size();
    }

    public String fieldRead() {
        return field;
    }

    public long longArgument() {
        long sum = 0;
        for (int i = 0; i < 3; i++) {
            sum += number(this, i);
        }
        return sum;
    }

    public String staticReference() {
        Function<String, String> function = Victim::called;
        return function.apply("a");
    }

    public String boundReference() {
        Function<String, String> function = this::calledOn;
        return function.apply("a");
    }

    public int interfaceReference() {
        ToIntFunction<List<Integer>> function = List::size;
        return function.applyAsInt(List.of(1, 2));
    }

    public String lambda() {
        Supplier<String> supplier = () -> called("a");
        return supplier.get();
    }

    /** Inherits all. */
    public static class Heir extends Victim {
        public String inheritedCall() {
            return called("a") + ", " + hidden("a");
        }

        static String hidden(String argument) {
            return "hidden " + argument;
        }
    }
}
