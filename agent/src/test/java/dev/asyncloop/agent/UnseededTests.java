// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.internal.EventLoop;
import dev.asyncloop.junit.AsyncLoopTest;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What no seed decides is named where a run does not repeat. */
@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "plain Java needs virtual threads that let go of monitors")
@Timeout(60)
class UnseededTests {

    /** A key without a hash code of its own. */
    private static final class Key {}

    @Test
    void secureRandom_isNoted_onceForEachPlace() {
        assertThat(unseeded(() -> {
                    SecureRandom generator = new SecureRandom();
                    for (int i = 0; i < 3; i++) {
                        generator.nextInt();
                    }
                    return null;
                }))
                .singleElement()
                .asString()
                .startsWith("SecureRandom, without -Dasyncloop.secureRandom=seeded, at (UnseededTests.java:");
    }

    @Test
    void keyFromOutside_isNoted() {
        Key key = new Key();
        Set<Object> keys = new HashSet<>(List.of(key));
        assertThat(unseeded(() -> keys.remove(key)))
                .singleElement()
                .asString()
                .startsWith("an identity hash code from before the loop, of " + Key.class.getName()
                        + " at (UnseededTests.java:");
    }

    @Test
    void memory_isNoted() {
        assertThat(unseeded(() -> Runtime.getRuntime().freeMemory()))
                .singleElement()
                .asString()
                .contains("memory");
    }

    @Test
    void whatIsSeeded_isNotNoted() {
        Key unhashed = new Key();
        Key hashedInside = new Key();
        assertThat(unseeded(() -> {
                    Set<Object> keys = new HashSet<>(List.of(Thread.State.NEW, Key.class, "text", 1));
                    assertThat(keys.add(unhashed)).isTrue();
                    assertThat(keys.add(hashedInside)).isTrue();
                    RandomSource.all();
                    return UUID.randomUUID();
                }))
                .isEmpty();
        assertThat(unseeded(() -> new HashSet<>(List.of(hashedInside)))).isEmpty();
    }

    private static List<String> unseeded(Callable<?> body) {
        try (Loop loop = Loop.create()) {
            loop.run(body::call);
            return ((EventLoop) loop).unseeded();
        }
    }

    static class UnrepeatableTestCase {

        private static int runs;

        @AsyncLoopTest
        void fails(Loop loop) {
            loop.run(() -> {
                new SecureRandom().nextInt();
                for (int i = 0; i < runs; i++) {
                    loop.yieldNow();
                }
                runs++;
                throw new AssertionError("wrong");
            });
        }
    }

    @Test
    void reportOfAnUnrepeatableFailure_namesWhatTheJvmDecides() {
        Throwable failure = EngineTestKit.engine("junit-jupiter")
                .selectors(DiscoverySelectors.selectClass(UnrepeatableTestCase.class))
                .configurationParameter("asyncloop.failures", "off")
                .configurationParameter("asyncloop.reports.dir", "target/asyncloop-fixtures")
                .execute()
                .testEvents()
                .failed()
                .stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
                .findFirst()
                .orElseThrow();
        assertThat(failure)
                .hasMessageContaining("the test is not deterministic")
                .hasMessageContaining("The JVM decides, and no seed:\n  SecureRandom, without"
                        + " -Dasyncloop.secureRandom=seeded, at (UnseededTests.java:");
    }
}
