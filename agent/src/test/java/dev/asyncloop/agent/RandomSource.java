// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import dev.asyncloop.Loop;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Where Java code gets something random from, if nobody gives it a seed. */
@SuppressWarnings("ImmutableEnumChecker")
enum RandomSource {
    MATH(Math::random),
    STRICT_MATH(() -> StrictMath.random()),
    RANDOM(() -> new Random().nextLong()),
    SUBCLASS(() -> new Random() {
        @Override
        protected int next(int bits) {
            return super.next(bits);
        }
    }.nextLong()),
    SPLITTABLE(() -> new SplittableRandom().nextLong()),
    DEFAULT_GENERATOR(() -> RandomGenerator.getDefault().nextLong()),
    L128(() -> RandomGenerator.of("L128X256MixRandom").nextLong()),
    XOSHIRO(() -> RandomGenerator.of("Xoshiro256PlusPlus").nextLong()),
    THREAD_LOCAL(() -> ThreadLocalRandom.current().nextLong()),
    THREAD_LOCAL_STREAM(() -> ThreadLocalRandom.current().ints(3).boxed().toList()),
    SHUFFLE(() -> {
        List<Integer> numbers = new ArrayList<>(IntStream.range(0, 30).boxed().toList());
        Collections.shuffle(numbers);
        return numbers;
    }),
    UUIDS(UUID::randomUUID),
    FILE(() -> {
        File file = File.createTempFile("asyncloop", ".tmp");
        Files.delete(file.toPath());
        return file.getName();
    }),
    PATH(() -> {
        Path path = Files.createTempFile("asyncloop", ".tmp");
        Files.delete(path);
        return path.getFileName();
    }),
    SET(() -> names(30)),
    MAP(() -> names(30).stream().collect(Collectors.toUnmodifiableMap(name -> name, name -> name)));

    private final Callable<?> source;

    RandomSource(Callable<?> source) {
        this.source = source;
    }

    /** Returns a set that nobody can change. */
    static Set<String> names(int count) {
        return Set.of(IntStream.range(0, count).mapToObj(Integer::toString).toArray(String[]::new));
    }

    String next() {
        try {
            return source.call().toString();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Returns what all sources give. */
    static List<String> all() {
        return Arrays.stream(values()).map(each -> each + " " + each.next()).toList();
    }

    /** Returns what all sources give to all that runs in a loop. */
    static List<String> inLoop(Loop loop) {
        return loop.run(() -> {
            List<String> given = new ArrayList<>(all());
            Thread thread = new Thread(() -> given.addAll(all()));
            thread.start();
            thread.join();
            given.addAll(CompletableFuture.supplyAsync(RandomSource::all).join());
            loop.callSoon(() -> given.addAll(all()));
            loop.sleep(Duration.ofSeconds(1));
            return given;
        });
    }

    static List<String> inLoop(String seed) {
        try (Loop loop = Loop.builder().seed(seed).build()) {
            return inLoop(loop);
        }
    }

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
        System.out.println(inLoop("0x5eed"));
    }
}
