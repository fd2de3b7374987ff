// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import static dev.asyncloop.agent.Substitution.after;
import static dev.asyncloop.agent.Substitution.before;
import static dev.asyncloop.agent.Substitution.replace;

/** Random numbers, and orders that are random. */
final class RandomTable {

    private static final String HOOKS = "RandomHooks";
    private static final String RANDOM = "java/util/Random";
    private static final String THREAD_LOCAL_RANDOM = "java/util/concurrent/ThreadLocalRandom";
    private static final String SECURE_RANDOM = "java/security/SecureRandom";
    private static final String SECURE_RANDOM_SPI = "java/security/SecureRandomSpi";
    private static final String ATOMIC_LONG = "java/util/concurrent/atomic/AtomicLong";
    private static final String IMMUTABLE = "java/util/ImmutableCollections";

    static final Substitution[] LINES = {
        // one generator for all of the JVM
        replace("java/lang/Math", "random", "()D").by(HOOKS, "random"),
        replace("java/lang/StrictMath", "random", "()D").by(HOOKS, "random"),
        replace("java/util/Collections", "shuffle", "(Ljava/util/List;)V").by(HOOKS, "shuffle"),
        replace("java/util/UUID", "randomUUID", "()Ljava/util/UUID;").by(HOOKS, "randomUUID"),
        replace(SECURE_RANDOM, "nextLong", "()J")
                .by(HOOKS, "nextFileNumber")
                .in("java/io/File$TempDirectory", "java/nio/file/TempFileHelper"),

        // generators that seed themselves
        after(RANDOM, "seedUniquifier", "()J").by(HOOKS, "seed").in(RANDOM),
        after("java/lang/System", "nanoTime", "()J").by(HOOKS, "noTime").in(RANDOM),
        after(ATOMIC_LONG, "getAndAdd", "(J)J")
                .by(HOOKS, "seed")
                .in("java/util/SplittableRandom", "jdk/internal/random/*", "jdk/random/*"),

        // ThreadLocalRandom, whose state is in the thread
        after(ATOMIC_LONG, "getAndAdd", "(J)J").by(HOOKS, "threadSeed").in(THREAD_LOCAL_RANDOM),
        after("java/util/concurrent/atomic/AtomicInteger", "addAndGet", "(I)I")
                .by(HOOKS, "threadProbe")
                .in(THREAD_LOCAL_RANDOM),
        after("jdk/internal/misc/Unsafe", "getInt", "(Ljava/lang/Object;J)I")
                .by(HOOKS, "threadProbe")
                .in(THREAD_LOCAL_RANDOM)
                .inMethod("localInit"),
        after("jdk/internal/misc/Unsafe", "getInt", "(Ljava/lang/Object;J)I")
                .by(HOOKS, "probe")
                .in(THREAD_LOCAL_RANDOM)
                .inMethod("getProbe"),
        after("java/lang/Thread", "threadId", "()J").by(HOOKS, "noNumber").in(THREAD_LOCAL_RANDOM),
        after(THREAD_LOCAL_RANDOM, "nextSeed", "()J").by(HOOKS, "next").in(THREAD_LOCAL_RANDOM),

        // SecureRandom, where the user has asked for it
        before(SECURE_RANDOM_SPI, "engineNextBytes", "([B)V")
                .by(HOOKS, "secureBytes")
                .in(SECURE_RANDOM),
        after(SECURE_RANDOM_SPI, "engineGenerateSeed", "(I)[B")
                .by(HOOKS, "secureSeed")
                .in(SECURE_RANDOM),

        // what nobody can seed
        after("java/lang/Runtime", "freeMemory", "()J").by(HOOKS, "memory"),
        after("java/lang/Runtime", "totalMemory", "()J").by(HOOKS, "memory"),

        // Set.of and Map.of: what they use to iterate only
        after(IMMUTABLE, "SALT32L", "J").by(HOOKS, "salt").in(IMMUTABLE + "$*"),
        after(IMMUTABLE, "REVERSE", "Z").by(HOOKS, "reverse").in(IMMUTABLE + "$*"),
    };

    private RandomTable() {}
}
