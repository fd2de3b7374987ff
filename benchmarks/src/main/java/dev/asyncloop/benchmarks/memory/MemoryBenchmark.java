// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.memory;

import dev.asyncloop.benchmarks.table.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Bytes of the heap that an idle task, a pending timer and a recorded choice take: what is in use with many, minus without. */
public final class MemoryBenchmark {

    private static final String THREAD = "parked virtual thread";
    private static final String LONGS = "PriorityQueue<long[]>";
    private static final int WARM_UPS = 3;
    private static final int WARM_UP_COUNT = 30_000;
    private static final int CHOICES_EACH = 10;

    private final int count;
    private final List<Sample> samples = new ArrayList<>();

    MemoryBenchmark(int count) {
        this.count = count;
    }

    /**
     * Prints samples. The serial collector counts exactly: {@code -XX:+UseSerialGC -Xmx1g}, and {@code
     * -XX:MarkSweepAlwaysCompactCount=1}, without which it leaves some garbage where it is.
     *
     * @param args how many rounds, 3 unless it is said; of how many things, 100,000 unless it is said
     */
    public static void main(String[] args) {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        int count = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
        for (int i = 0; i < WARM_UPS; i++) { // compiled code has smaller frames
            new MemoryBenchmark(Math.min(count, WARM_UP_COUNT)).tasks();
        }
        for (int round = 0; round < rounds; round++) {
            new MemoryBenchmark(count).measure().forEach(sample -> System.out.println(sample.line()));
        }
    }

    /** Measures everything once. */
    List<Sample> measure() {
        tasks();
        compare("pending timer", LoopTimers::new, LONGS, PriorityQueueTimers::new);
        compare("timer in a bare TimerQueue", BareTimers::new, LONGS, PriorityQueueTimers::new);
        for (int candidates : new int[] {2, 10, 1_000}) {
            double bytes = bytes(() -> new RecordedChoices(candidates), CHOICES_EACH * count);
            add("recorded choice of " + candidates, "asyncloop", bytes);
        }
        return samples;
    }

    private void tasks() {
        compare("sleeping task", IdleTasks::asleep, THREAD, ParkedThreads::new);
        compare("awaiting task", IdleTasks::awaiting, THREAD, ParkedThreads::new);
    }

    private void compare(String row, Supplier<Kept> ours, String limit, Supplier<Kept> limits) {
        add(row, "asyncloop", bytes(ours, count));
        add(row, limit, bytes(limits, count));
    }

    private void add(String row, String subject, double bytes) {
        samples.add(new Sample("memory: " + row, subject, "bytes", bytes));
    }

    private static double bytes(Supplier<Kept> kind, int count) {
        try (Kept kept = kind.get()) {
            long before = Heap.used();
            kept.add(count);
            return (double) (Heap.used() - before) / count;
        }
    }
}
