// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** The classes that are left alone, unless a line of a table names them. */
final class Exclusions {

    /** What runs threads for others, and so has to see the real ones; and what watches a program in real time. */
    private static final String[] OTHERS = {
        "java/lang/VirtualThread*",
        "java/lang/BaseVirtualThread",
        "java/lang/ThreadBuilders*",
        "java/lang/invoke/*",
        "java/lang/ref/*",
        "jdk/internal/event/*",
        "jdk/internal/loader/*",
        "jdk/internal/misc/CarrierThread*",
        "jdk/internal/module/*",
        "jdk/internal/perf/*",
        "jdk/internal/reflect/*",
        "jdk/internal/vm/Continuation*",
        "jdk/jfr/*",
        "sun/instrument/*",
        "com/sun/jdi/*",
        "org/apache/maven/surefire/*",
        "org/junit/*",
        "org/jacoco/*",
        "org/mockito/*",
        "net/bytebuddy/*",
        "com/intellij/rt/*",
        "org/gradle/*",
    };

    private static final String HTTP_CLIENT = "jdk/internal/net/http/";

    private static final String OURS = "dev/asyncloop/";

    /** Our own packages, whose classes drive the loops and keep to real time. */
    private static final String[] OUR_PACKAGES = {
        "", "agent/", "boot/", "clock/", "explore/", "internal/", "io/", "junit/", "schedule/", "sync/",
    };

    private Exclusions() {}

    static boolean contain(String className, @Nullable ProtectionDomain domain) {
        if (className.startsWith(OURS)) {
            return isOurs(className) && !isTest(domain);
        }
        return Names.match(OTHERS, className) && !className.startsWith(HTTP_CLIENT);
    }

    private static boolean isOurs(String className) {
        int begin = OURS.length();
        int end = className.indexOf('/', begin) + 1;
        for (String name : OUR_PACKAGES) {
            if (end <= begin ? name.isEmpty() : name.length() == end - begin && className.startsWith(name, begin)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a class of one of our packages is a test of it: such code is the users'. */
    private static boolean isTest(@Nullable ProtectionDomain domain) {
        CodeSource source = domain == null ? null : domain.getCodeSource();
        URL location = source == null ? null : source.getLocation();
        return location != null && location.getPath().endsWith("/test-classes/");
    }
}
