// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All programs of the table, by class and in the order of their names. */
final class Programs {

    private static final List<Class<?>> CLASSES = List.of(
            SleepRows.class,
            JoinRows.class,
            ThreadRows.class,
            VirtualRows.class,
            MonitorRows.class,
            ParkRows.class,
            LockRows.class,
            ConditionRows.class,
            ReadWriteLockRows.class,
            StampedLockRows.class,
            SemaphoreRows.class,
            BarrierRows.class,
            PhaserRows.class,
            QueueRows.class,
            HandoffRows.class,
            FutureTaskRows.class,
            PoolRows.class,
            PoolLifeRows.class,
            ScheduledRows.class,
            ForkJoinRows.class,
            CompletableRows.class,
            StructuredRows.class,
            FlowRows.class,
            TimerRows.class,
            SharedRows.class,
            ClockRows.class);

    private Programs() {}

    /** A row and its program. */
    record Program(Row row, Method method) {

        /** Runs the program, and returns what it has observed. */
        String run() throws Exception {
            try {
                return String.valueOf(method.invoke(null));
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw (Exception) e.getCause();
            }
        }

        /** Returns the row as it is in the documentation. */
        String text() {
            String since = row.since() > 24 ? " (JDK " + row.since() + ")" : "";
            String leaves = row.leaves().isEmpty() ? "" : "; the audit: " + row.leaves();
            return "| `" + row.of() + "` | " + row.call() + since + " | " + row.gives() + leaves + " | `" + this
                    + "` |";
        }

        @Override
        public String toString() {
            return method.getDeclaringClass().getSimpleName() + "." + method.getName();
        }
    }

    /** Prints the table, with an empty line between classes. */
    public static void main(String[] args) {
        Class<?> type = Programs.class;
        for (Program program : all()) {
            if (program.method().getDeclaringClass() != type) {
                type = program.method().getDeclaringClass();
                System.out.println();
            }
            System.out.println(program.text());
        }
    }

    static List<Program> all() {
        List<Program> programs = new ArrayList<>();
        for (Class<?> type : CLASSES) {
            List<Method> methods = new ArrayList<>(List.of(type.getDeclaredMethods()));
            methods.sort(Comparator.comparing(Method::getName));
            for (Method method : methods) {
                Row row = method.getAnnotation(Row.class);
                if (row != null) {
                    method.setAccessible(true);
                    programs.add(new Program(row, method));
                }
            }
        }
        return programs;
    }
}
