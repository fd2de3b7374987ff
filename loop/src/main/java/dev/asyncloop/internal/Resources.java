// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.Fault;
import dev.asyncloop.FaultKind;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What a loop closes at its end, the last one first. */
final class Resources {

    private record Managed(
            String name,
            AutoCloseable resource,
            BooleanSupplier isOpen,
            @Nullable StackFrame site,
            String advice) {}

    private final Map<Long, Managed> managed = new LinkedHashMap<>();
    private long lastNumber;

    /** Adds a resource, which is reported as a leak if it is open at the audit; returns what takes it out again. */
    Runnable add(String name, AutoCloseable resource, BooleanSupplier isOpen, @Nullable StackFrame site) {
        return add(name, resource, isOpen, site, "Close it.");
    }

    /** Adds a resource, with what the report of a leak says is to be done. */
    Runnable add(
            String name, AutoCloseable resource, BooleanSupplier isOpen, @Nullable StackFrame site, String advice) {
        long number = ++lastNumber;
        managed.put(number, new Managed(name, resource, isOpen, site, advice));
        return () -> managed.remove(number);
    }

    /** Returns those that are still open, in the order in which they were given to the loop. */
    List<Fault> leaks(Problems problems) {
        List<Fault> leaks = new ArrayList<>();
        for (Managed one : managed.values()) {
            if (one.isOpen().getAsBoolean()) {
                leaks.add(problems.fault(
                        FaultKind.LEAKED_RESOURCE,
                        one.name(),
                        "\"" + one.name() + "\"" + kind(one.resource()) + " is still open. " + one.advice(),
                        List.of("given to the loop at " + Sites.text(one.site())),
                        null));
            }
        }
        return leaks;
    }

    private static String kind(AutoCloseable resource) {
        Class<?> type = resource.getClass();
        return type.isHidden() ? "" : " (" + type.getSimpleName() + ")";
    }

    /** Closes everything; returns a fault for each that could not be closed. */
    List<Fault> close() {
        List<Fault> failed = new ArrayList<>();
        List<Managed> all = new ArrayList<>(managed.values());
        managed.clear();
        for (int i = all.size() - 1; i >= 0; i--) {
            Managed one = all.get(i);
            try {
                one.resource().close();
            } catch (Exception e) {
                failed.add(new Fault(
                        FaultKind.REFUSED_TO_STOP,
                        one.name(),
                        "\"" + one.name() + "\" could not be closed: " + e,
                        List.of("given to the loop at " + Sites.text(one.site())),
                        e));
            }
        }
        return failed;
    }
}
