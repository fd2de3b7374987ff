// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Unmodified code in virtual time. */
@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "plain Java needs virtual threads that let go of monitors")
@Timeout(60)
class VirtualTimeTests {

    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");

    private static final int HOURS = 3;

    /** How Java waits for some hours. */
    @SuppressWarnings({"ImmutableEnumChecker", "LockNotBeforeTry", "WaitNotInLoop"}) // as short as can be
    enum Wait {
        SLEEP(() -> Thread.sleep(Duration.ofHours(HOURS).toMillis())),
        PARK(() -> LockSupport.parkNanos(TimeUnit.HOURS.toNanos(HOURS))),
        PARK_UNTIL(() -> LockSupport.parkUntil(System.currentTimeMillis() + TimeUnit.HOURS.toMillis(HOURS))),
        QUEUE(() -> new LinkedBlockingQueue<>().poll(HOURS, TimeUnit.HOURS)),
        LATCH(() -> new CountDownLatch(1).await(HOURS, TimeUnit.HOURS)),
        CONDITION(() -> {
            ReentrantLock lock = new ReentrantLock();
            lock.lock();
            lock.newCondition().await(HOURS, TimeUnit.HOURS);
            lock.unlock();
        }),
        MONITOR(() -> {
            Object monitor = new Object();
            synchronized (monitor) {
                monitor.wait(TimeUnit.HOURS.toMillis(HOURS));
            }
        }),
        FUTURE(() -> {
            try {
                new CompletableFuture<>().get(HOURS, TimeUnit.HOURS);
            } catch (TimeoutException e) {
                // as it should be
            }
        });

        private final ThrowingCallable body;

        Wait(ThrowingCallable body) {
            this.body = body;
        }
    }

    @ParameterizedTest
    @EnumSource
    void timedWait_inTask_takesVirtualTime(Wait wait) {
        Duration waited = inLoop(() -> {
            long begin = System.nanoTime();
            run(wait.body);
            return Duration.ofNanos(System.nanoTime() - begin);
        });
        assertThat(waited)
                .isBetween(Duration.ofHours(HOURS), Duration.ofHours(HOURS).plusMillis(1));
    }

    @Test
    void wallClock_inTask_isThatOfTheLoop() {
        assertThat(nowByAllClocks())
                .allMatch(now -> Duration.between(START, now).toDays() > 365);
        assertThat(inLoop(VirtualTimeTests::nowByAllClocks)).containsOnly(START);
    }

    @SuppressWarnings({"JavaTimeDefaultTimeZone", "JavaUtilDate"}) // these too
    private static List<Instant> nowByAllClocks() {
        return List.of(
                Instant.now(),
                Clock.systemUTC().instant(),
                Instant.ofEpochMilli(Clock.systemDefaultZone().millis()),
                LocalDateTime.now(ZoneOffset.UTC).toInstant(ZoneOffset.UTC),
                ZonedDateTime.now().toInstant(),
                Instant.ofEpochMilli(System.currentTimeMillis()),
                new Date().toInstant(),
                Calendar.getInstance().toInstant());
    }

    @Test
    void methodReference_inTask_isReplacedAsACall() {
        LongSupplier nanos = System::nanoTime;
        Supplier<Instant> now = Instant::now;
        long[] readings = inLoop(() -> {
            long begin = nanos.getAsLong();
            run(() -> Thread.sleep(5_000));
            return new long[] {nanos.getAsLong() - begin, now.get().toEpochMilli() - START.toEpochMilli()};
        });
        assertThat(readings).containsExactly(5_000_000_000L, 5_000L);
    }

    @Test
    void otherThread_whileLoopIsOpen_keepsRealTime() throws Exception {
        long before = System.nanoTime();
        try (Loop loop = Loop.builder().build()) {
            loop.run(() -> Thread.sleep(3_600_000));
            FutureTask<Long> real = new FutureTask<>(() -> {
                Thread.sleep(5);
                new LinkedBlockingQueue<>().poll(5, TimeUnit.MILLISECONDS);
                return System.nanoTime();
            });
            new Thread(real).start();
            assertThat(real.get(10, TimeUnit.SECONDS) - before).isGreaterThanOrEqualTo(10_000_000L);
            assertThat(Instant.now()).isAfter(START.plus(Duration.ofDays(365 * 20)));
        }
    }

    private static void run(ThrowingCallable body) {
        try {
            body.call();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T inLoop(Supplier<T> body) {
        try (Loop loop = Loop.builder().build()) {
            return loop.run(body::get);
        }
    }

    @Test
    void callback_thatWaits_letsTimePass() {
        try (Loop loop = Loop.create()) {
            List<Long> waited = new ArrayList<>();
            loop.callSoon(() -> {
                long began = System.nanoTime();
                try {
                    Thread.sleep(3_000);
                    assertThat(new LinkedBlockingQueue<>().poll(1, TimeUnit.HOURS))
                            .isNull();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                waited.add(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
            });
            loop.runUntilIdle();
            assertThat(waited).containsExactly(3_603L);
        }
    }
}
