// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is replaced in this JDK. */
@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "plain Java needs virtual threads that let go of monitors")
class JdkTests {

    private static final List<String> REWRITTEN = new ArrayList<>();

    /** Rewrites all classes of the JDK in which something is to be replaced. */
    @BeforeAll
    static void rewriteJdk() throws IOException {
        Transformer transformer = new Transformer(Substitutions.all());
        Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules");
        for (String module : List.of("java.base", "java.logging", "java.net.http", "java.sql", "jdk.httpserver")) {
            Path root = modules.resolve(module);
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file :
                        (Iterable<Path>) files.filter(path -> path.toString().endsWith(".class"))::iterator) {
                    String name = root.relativize(file).toString().replace(".class", "");
                    byte[] bytes = Files.readAllBytes(file);
                    boolean excluded = Exclusions.contain(name, null);
                    if (transformer.rewritten(new ClassBytes(name, null, excluded, bytes)) != null) {
                        REWRITTEN.add(name);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java/lang/VirtualThread",
                "java/lang/VirtualThread$DelayedTaskSchedulers",
                "java/time/Clock",
                "java/time/Clock$SystemClock",
                "java/util/GregorianCalendar",
                "java/util/Date",
                "java/util/Timer",
                "java/util/TimerThread",
                "java/util/concurrent/CompletableFuture",
                "java/util/concurrent/CompletableFuture$Signaller",
                "java/util/concurrent/Exchanger",
                "java/util/concurrent/ForkJoinPool",
                "java/util/concurrent/FutureTask",
                "java/util/concurrent/LinkedTransferQueue$DualNode",
                "java/util/concurrent/ScheduledThreadPoolExecutor",
                "java/util/concurrent/Phaser$QNode",
                "java/util/concurrent/ThreadLocalRandom",
                "java/util/concurrent/locks/AbstractQueuedSynchronizer",
                "jdk/internal/net/http/common/TimeSource",
            })
    void classOfJdk_thatAsksForTheTime_isRewritten(String name) {
        assertThat(REWRITTEN).contains(name);
    }

    @Test
    void everyHook_thatIsForClassesOfTheJdk_isCalledByThem() {
        Map<String, Boolean> applied = new TreeMap<>();
        Stream.of(Substitutions.TABLES)
                .flatMap(Stream::of)
                .filter(line -> line.only().length > 0)
                .forEach(line -> applied.merge(line.hook(), line.hasApplied(), Boolean::logicalOr));
        applied.remove("asyncPool"); // called by JDK 24
        assertThat(applied).isNotEmpty().doesNotContainValue(false);
    }

    @Test
    void machineryOfVirtualThreads_isLeftAlone() {
        assertThat(REWRITTEN)
                .noneMatch(name -> name.startsWith("jdk/internal/vm/Continuation"))
                .noneMatch(name -> name.startsWith("java/lang/invoke/"));
    }
}
