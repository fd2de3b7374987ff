// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.schedule.Replay;
import dev.asyncloop.schedule.Schedule;
import dev.asyncloop.schedule.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The orders in which a test has failed, one in a line of a file of the test's own, the newest first. They are tried before all
 * others when the test runs again, and dropped when they pass.
 *
 * <p>Nothing that is wrong with the file fails a test: it becomes a warning. Lines that cannot be read are left as they are.
 */
final class FailureStore {

    /** How many orders are kept of one test. */
    static final int MAX_ORDERS = 20;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int MAX_NAME = 100;
    private static final int MAX_LENGTH = 20_000;

    private final SharedFile file;
    private final int scope;
    private final List<String> header;
    private final Consumer<String> warnings;

    /**
     * Finds the file of a test.
     *
     * @param folder where the files are
     * @param name a readable name of the test
     * @param id what tells it from all others
     * @param scope the hash of the test that its tokens have
     * @param warnings hears of what is wrong with the file
     */
    FailureStore(Path folder, String name, String id, int scope, Consumer<String> warnings) {
        this(folder, name, id, scope, warnings, PATIENCE_NANOS);
    }

    FailureStore(Path folder, String name, String id, int scope, Consumer<String> warnings, long patienceNanos) {
        this.scope = scope;
        String readable = name.replaceAll("[^A-Za-z0-9._-]", "_");
        file = new SharedFile(
                folder.resolve(readable.substring(0, Math.min(MAX_NAME, readable.length())) + "-"
                        + Long.toHexString(Seeds.ofName(id)) + ".txt"),
                patienceNanos);
        header = List.of(
                "# Orders in which a test has failed: they are tried first when it runs again, and dropped when they pass.",
                latin1("# Test: " + id.replace('\n', ' ')),
                "# Commit this file to share them (" + ConfigurationKeys.FAILURES
                        + " names the folder), or delete it.");
        this.warnings = warnings;
    }

    private static String latin1(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    Path path() {
        return file.path();
    }

    /** Returns the orders, the newest first; warns of what else is there. */
    List<Schedule> orders() {
        List<Schedule> orders = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        try {
            for (String line : file.lines()) {
                Schedule order = order(line, unreadable);
                if (order != null && orders.size() < MAX_ORDERS) {
                    orders.add(order);
                }
            }
        } catch (IOException | SecurityException e) {
            warn("cannot be read, so that no order of it is tried", e);
        }
        if (!unreadable.isEmpty()) {
            warnings.accept("The failing orders kept in " + file.path() + " have "
                    + (unreadable.size() == 1 ? "a line that is" : unreadable.size() + " lines that are")
                    + " not understood, and left as found: " + (unreadable.size() == 1 ? "" : "the first one: ")
                    + unreadable.get(0)
                    + " Correct or delete what nobody needs.");
        }
        return orders;
    }

    private @Nullable Schedule order(String line, List<String> unreadable) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return null;
        }
        try {
            Schedule order = Schedule.parse(text);
            if (!isOfAnother(order)) {
                return order;
            }
            unreadable.add("The replay token \"" + text + "\" was recorded by another test.");
        } catch (IllegalArgumentException e) {
            unreadable.add(String.valueOf(e.getMessage()));
        }
        return null;
    }

    private boolean isOfAnother(Schedule order) {
        return order.newSource() instanceof Replay replay && replay.scope() != 0 && replay.scope() != scope;
    }

    /** Keeps an order, as the newest; the oldest of too many goes. */
    void keep(String order) {
        if (order.length() > MAX_LENGTH) {
            warnings.accept("The failing order is too long to be kept in " + file.path() + ".");
            return;
        }
        edit("cannot be written, so that the failing order is not kept", lines -> {
            lines.removeIf(line -> line.strip().equals(order));
            if (lines.isEmpty()) {
                lines.addAll(header);
            }
            int at = 0;
            while (at < lines.size() && lines.get(at).startsWith("#")) {
                at++;
            }
            lines.add(at, order);
            int kept = 0;
            for (int i = at; i < lines.size(); i++) {
                if (order(lines.get(i), new ArrayList<>()) != null && ++kept > MAX_ORDERS) {
                    lines.remove(i--);
                }
            }
            return lines;
        });
    }

    /** Forgets an order; returns whether it is gone from the file. */
    boolean drop(String order) {
        return edit("cannot be written, so that an order that passes is not dropped", lines -> {
            lines.removeIf(line -> line.strip().equals(order));
            return lines.equals(header) ? List.of() : lines;
        });
    }

    private boolean edit(String otherwise, UnaryOperator<List<String>> change) {
        try {
            file.edit(change);
            return true;
        } catch (IOException | UncheckedIOException | SecurityException e) {
            warn(otherwise, e);
            return false;
        }
    }

    private void warn(String what, Exception e) {
        warnings.accept("The file for failing orders, " + file.path() + ", " + what + ": " + e
                + ". The test itself is not concerned; " + ConfigurationKeys.FAILURES
                + " names another folder, or is off.");
    }
}
