// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Random numbers in a loop depend on its seed, and on who draws them. */
@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "plain Java needs virtual threads that let go of monitors")
@Timeout(60)
class RandomnessTests {

    private static final String SECURE = "asyncloop.secureRandom";

    @Test
    void allSources_withTheSameSeed_giveTheSame() {
        List<String> first = RandomSource.inLoop("0x5eed");
        assertThat(first).hasSize(4 * RandomSource.values().length);
        assertThat(first).filteredOn(line -> !isOrder(line)).doesNotHaveDuplicates();
        assertThat(RandomSource.inLoop("0x5eed")).isEqualTo(first);
    }

    @Test
    void allSources_withAnotherSeed_giveOtherValues() {
        assertThat(RandomSource.inLoop("0x5eed")).doesNotContainAnyElementsOf(RandomSource.inLoop("0x5eee"));
    }

    @Test
    void allSources_inAnotherJvm_giveTheSame() throws Exception {
        String printed = new Child()
                .withOptions("-javaagent:" + Child.jarOf(AsyncLoopAgent.class))
                .run(RandomSource.class);
        assertThat(printed.strip()).isEqualTo(RandomSource.inLoop("0x5eed").toString());
    }

    @Test
    void allSources_inFifoOrder_giveTheSame() {
        assertThat(inLoop(RandomSource::all)).isEqualTo(inLoop(RandomSource::all));
    }

    @Test
    void allSources_inReplay_giveTheSame() {
        String token;
        List<String> first;
        try (Loop loop = Loop.builder().seed("0x5eed").build()) {
            first = RandomSource.inLoop(loop);
            token = loop.replayToken();
        }
        assertThat(RandomSource.inLoop(token)).isEqualTo(first);
    }

    @Test
    void task_besideOneThatDrawsMore_getsTheSame() {
        assertThat(besideOther(0)).isEqualTo(besideOther(5));
    }

    private static List<String> besideOther(int more) {
        return inLoop(loop -> {
            Task<List<String>> other = loop.spawn(() -> {
                for (int i = 0; i < more; i++) {
                    RandomSource.all();
                    loop.yieldNow();
                }
                return List.of();
            });
            Task<List<String>> task = loop.spawn(() -> {
                List<String> given = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    given.addAll(RandomSource.all());
                    loop.yieldNow();
                }
                return given;
            });
            other.await();
            return task.await();
        });
    }

    @Test
    void allSources_outsideOfLoops_areAsEver() {
        List<String> orders = orders();
        try (Loop loop = Loop.create()) {
            loop.run(RandomSource::all);
            assertThat(RandomSource.all())
                    .filteredOn(line -> !isOrder(line))
                    .doesNotContainAnyElementsOf(RandomSource.all());
            assertThat(orders()).isEqualTo(orders);
        }
    }

    /** Returns the orders of sets and maps that nobody can change: the same all over a JVM. */
    private static List<String> orders() {
        return RandomSource.all().stream().filter(RandomnessTests::isOrder).toList();
    }

    private static boolean isOrder(String line) {
        return line.startsWith(RandomSource.SET.name()) || line.startsWith(RandomSource.MAP.name());
    }

    @Test
    void threadLocalRandom_ofTheDriver_isNotTheCallbacks() {
        Set<Long> after = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            try (Loop loop = Loop.create()) {
                loop.callSoon(() -> ThreadLocalRandom.current().nextLong());
                loop.runUntilIdle();
            }
            after.add(ThreadLocalRandom.current().nextLong());
        }
        assertThat(after).hasSize(10);
    }

    @Test
    void smallSet_underManySeeds_hasBothOrders() {
        Set<String> orders = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            try (Loop loop = Loop.builder().seed(seed).build()) {
                orders.add(loop.run(() -> {
                    Set<String> two = RandomSource.names(2);
                    assertThat(two.stream().toList()).isEqualTo(new ArrayList<>(two));
                    assertThat(List.of(two.toArray())).isEqualTo(new ArrayList<>(two));
                    return two.toString();
                }));
            }
        }
        assertThat(orders).hasSize(2);
    }

    @Test
    void immutableSet_fromOutside_isFoundInAndIteratedAlike() {
        Set<String> made = RandomSource.names(30);
        inLoop(() -> {
            assertThat(made).hasSize(30).containsExactlyElementsOf(RandomSource.names(30));
            for (int i = 0; i < 30; i++) {
                assertThat(made.contains(String.valueOf(i))).isTrue();
            }
            return null;
        });
    }

    @Test
    void uuid_inLoop_isOneOfVersionFour() {
        UUID uuid = inLoop(UUID::randomUUID);
        assertThat(uuid.version()).isEqualTo(4);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(UUID.fromString(uuid.toString())).isEqualTo(uuid);
    }

    /** Draws when it is initialized, which the first loop only sees. */
    private static final class Lazy {
        static final Random GENERATOR = new Random();
        static final UUID ID = UUID.randomUUID();
    }

    @Test
    void initializer_thatDraws_doesNotShiftWhatIsDrawnAfterIt() {
        Callable<Long> body = () -> {
            assertThat(Lazy.GENERATOR).isNotNull();
            assertThat(Lazy.ID).isNotNull();
            return new Random().nextLong();
        };
        assertThat(inLoop(body)).isEqualTo(inLoop(body));
    }

    @Test
    void fileThatIsLeft_doesNotShiftWhatIsDrawnAfterIt() throws Exception {
        List<Path> files = new ArrayList<>();
        Callable<Double> body = () -> {
            files.add(Files.createTempFile("asyncloop", ".tmp"));
            files.add(File.createTempFile("asyncloop", ".tmp").toPath());
            return Math.random();
        };
        try {
            assertThat(inLoop(body)).isEqualTo(inLoop(body));
            assertThat(files).hasSize(4).doesNotHaveDuplicates();
        } finally {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    @Test
    void secureRandom_unlessAskedFor_isNotSeeded() {
        Callable<Long> body = () -> new SecureRandom().nextLong();
        assertThat(inLoop(body)).isNotEqualTo(inLoop(body));
    }

    @Test
    void secureRandom_ifAskedFor_isSeeded() {
        Callable<List<?>> body = () -> {
            SecureRandom generator = new SecureRandom();
            byte[] bytes = new byte[20];
            generator.nextBytes(bytes);
            return List.of(bytes, generator.nextInt(100), generator.generateSeed(9), generator.nextGaussian());
        };
        System.setProperty(SECURE, "seeded");
        try {
            assertThat(inLoop(body)).usingRecursiveComparison().isEqualTo(inLoop(body));
            assertThat(new SecureRandom().nextLong()).isNotEqualTo(new SecureRandom().nextLong());
        } finally {
            System.clearProperty(SECURE);
        }
    }

    private interface Body<T> {
        T run(Loop loop) throws Exception;
    }

    private static <T> T inLoop(Body<T> body) {
        try (Loop loop = Loop.create()) {
            return loop.run(() -> body.run(loop));
        }
    }

    private static <T> T inLoop(Callable<T> body) {
        try (Loop loop = Loop.create()) {
            return loop.run(body);
        }
    }
}
