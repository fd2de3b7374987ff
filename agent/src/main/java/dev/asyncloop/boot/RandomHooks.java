// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.boot;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Where Java takes random numbers from. In a loop they come from its seed, so that a run can be repeated. */
public final class RandomHooks {

    private static final double UNIT = 0x1.0p-53;

    /** Spreads the numbers of tasks. */
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private RandomHooks() {}

    /** Instead of {@link Math#random()}. */
    public static double random() {
        Object loop = Hooks.loop();
        return loop == null ? Math.random() : (Hooks.access.nextRandom(loop) >>> 11) * UNIT;
    }

    /** Instead of {@link Collections#shuffle(List)}. */
    public static void shuffle(List<?> list) {
        Object loop = Hooks.loop();
        if (loop == null) {
            Collections.shuffle(list);
        } else {
            Collections.shuffle(list, new Random(Hooks.access.nextRandom(loop)));
        }
    }

    /** Instead of {@link UUID#randomUUID()}. */
    public static UUID randomUUID() {
        Object loop = Hooks.loop();
        if (loop == null) {
            return UUID.randomUUID();
        }
        long high = Hooks.access.nextSeed(loop);
        long low = Hooks.access.nextSeed(loop);
        return new UUID(high & ~0xF000L | 0x4000L, low & Long.MAX_VALUE >> 1 | Long.MIN_VALUE);
    }

    /** After a generator without a seed has got one from a counter of the JVM. */
    public static long seed(long real) {
        Object loop = Hooks.loop();
        return loop == null ? real : Hooks.access.nextSeed(loop);
    }

    /** After a generator has read the time to mix it with its seed. */
    public static long noTime(long real) {
        return Hooks.loop() == null ? real : 0;
    }

    /** After a thread has got the seed of its {@code ThreadLocalRandom} from a counter of the JVM. */
    public static long threadSeed(long real) {
        Object loop = Hooks.loop();
        return loop == null || isCallback(loop) ? real : Hooks.access.nextRandom(loop);
    }

    /** After a thread has got its probe, by which threads are scattered, from its carrier or from a counter of the JVM. */
    public static int threadProbe(int real) {
        Object loop = Hooks.loop();
        return loop == null || isCallback(loop) ? real : (int) Hooks.access.nextRandom(loop) | 1;
    }

    /** After the number of a thread was read as a part of its {@code ThreadLocalRandom}. */
    public static long noNumber(long real) {
        return Hooks.loop() == null ? real : 0;
    }

    /** After {@code ThreadLocalRandom} has gone on: a callback runs on a thread that is not the loop's. */
    public static long next(long real) {
        Object loop = Hooks.loop();
        return loop == null || !isCallback(loop) ? real : Hooks.access.nextRandom(loop);
    }

    /** After the probe of the carrier was read, which has whatever another task or loop has left there. */
    public static int probe(int real) {
        Object loop = Hooks.loop();
        if (loop == null) {
            return real;
        }
        long number = Hooks.access.randomOfLoop(loop) + Hooks.access.taskNumber(loop) * GOLDEN;
        int probe = (int) (number >>> Integer.SIZE);
        return probe == 0 ? 1 : probe;
    }

    private static boolean isCallback(Object loop) {
        return Hooks.access.taskNumber(loop) == 0;
    }

    /** Instead of {@link SecureRandom#nextLong()}, for the name of a file. */
    public static long nextFileNumber(SecureRandom generator) {
        Object loop = Hooks.loop();
        return loop == null ? generator.nextLong() : Hooks.access.nextFileNumber(loop);
    }

    /** Before a secure generator fills an array: if it was filled here, the generator gets an empty one. */
    public static byte[] secureBytes(byte[] bytes) {
        Object loop = Hooks.loop();
        return loop != null && Hooks.access.fillSecurely(loop, bytes) ? new byte[0] : bytes;
    }

    /** After a secure generator has made a seed for others. */
    public static byte[] secureSeed(byte[] bytes) {
        Object loop = Hooks.loop();
        if (loop != null) {
            Hooks.access.fillSecurely(loop, bytes);
        }
        return bytes;
    }

    /** After a program has asked how much memory there is. */
    public static long memory(long real) {
        Object loop = Hooks.loop();
        if (loop != null) {
            Hooks.access.unseeded(loop, "the size of the memory", null);
        }
        return real;
    }

    /** After the salt was read by which an immutable collection chooses where an iteration begins. */
    public static long salt(long real) {
        Object loop = Hooks.loop();
        return loop == null ? real : Hooks.access.randomOfLoop(loop) >>> 32;
    }

    /** After it was read in which direction immutable collections are iterated. */
    public static boolean reverse(boolean real) {
        Object loop = Hooks.loop();
        return loop == null ? real : (Hooks.access.randomOfLoop(loop) & 1) == 0;
    }
}
