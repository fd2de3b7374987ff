// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.boot;

import java.util.List;
import java.util.function.Supplier;

/** Hooks for tests of the rewriting, in the package where tables look for them. They mark what passes. */
public final class TestHooks {

    private TestHooks() {}

    public static String replaced(String argument) {
        return "replaced " + argument;
    }

    public static String replacedOf(Object receiver, String argument) {
        return "replaced " + receiver + " " + argument;
    }

    public static int size(List<?> list) {
        return -list.size();
    }

    public static String field() {
        return "replaced field";
    }

    public static String after(String result) {
        return result + " after";
    }

    public static String afterWithThis(String result, Supplier<String> self) {
        return result + " after in " + self.get();
    }

    public static String before(String argument) {
        return "before " + argument;
    }

    public static long twice(long argument) {
        return argument * 2;
    }
}
