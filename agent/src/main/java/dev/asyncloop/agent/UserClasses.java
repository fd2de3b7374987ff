// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** The classes that get points: those of programs, their libraries and tests. */
final class UserClasses {

    private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

    /** The JDK; and what tests are written with, which must not become a part of their orders. */
    private static final String[] OTHERS = {
        "java/*",
        "javax/*",
        "jdk/*",
        "sun/*",
        "com/sun/*",
        "kotlin/jvm/internal/*",
        "org/apiguardian/*",
        "org/assertj/*",
        "org/awaitility/*",
        "org/hamcrest/*",
        "org/objenesis/*",
        "org/opentest4j/*",
        "org/testng/*",
    };

    private UserClasses() {}

    static boolean contains(String className, ClassLoader loader, @Nullable ProtectionDomain domain) {
        return loader != PLATFORM && !Exclusions.contain(className, domain) && !Names.match(OTHERS, className);
    }
}
