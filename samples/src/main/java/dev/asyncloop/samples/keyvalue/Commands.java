// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.keyvalue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The protocol: a command in a line, its answer in a line. */
final class Commands {

    private static final String NONE = "(nil)";

    private final Store store;

    Commands(Store store) {
        this.store = store;
    }

    /** Returns the answer to a command; a wrong one is answered too. */
    String answer(String line) {
        String[] words = line.strip().split("\\s+");
        try {
            return switch (words[0].toUpperCase(java.util.Locale.ROOT)) {
                case "PING" -> "PONG";
                case "GET" -> orNone(store.get(words[1]));
                case "SET" -> set(words);
                case "DEL" -> store.delete(words[1]) ? "1" : "0";
                case "INCR" -> Long.toString(store.increment(words[1]));
                default -> "ERR unknown command '" + words[0] + "'";
            };
        } catch (ArrayIndexOutOfBoundsException e) {
            return "ERR wrong number of arguments for '" + words[0] + "'";
        } catch (NumberFormatException e) {
            return "ERR value is not an integer";
        } catch (ArithmeticException e) {
            return "ERR value is out of range";
        }
    }

    private String set(String[] words) {
        boolean expires = words.length > 3;
        if (expires && !words[3].equalsIgnoreCase("EX")) {
            return "ERR syntax error near '" + words[3] + "'";
        }
        store.set(words[1], words[2], expires ? Duration.ofSeconds(Long.parseLong(words[4])) : null);
        return "OK";
    }

    private static String orNone(@Nullable String value) {
        return value == null ? NONE : value;
    }
}
