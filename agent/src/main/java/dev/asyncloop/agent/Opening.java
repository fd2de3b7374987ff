// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Opens packages of {@code java.base}, as {@code --add-opens} does. */
final class Opening {

    static final String MISC = "jdk.internal.misc";

    /** What the hooks and the loop use. */
    private static final String[] ALL = {
        "java.lang", "java.util.concurrent", "java.util.concurrent.locks", MISC, "jdk.internal.vm", "sun.nio.ch",
    };

    private Opening() {}

    static void of(Instrumentation instrumentation, String packageName, Module reader) {
        instrumentation.redefineModule(
                Object.class.getModule(), Set.of(), Map.of(), Map.of(packageName, Set.of(reader)), Set.of(), Map.of());
    }

    static void ofAll(Instrumentation instrumentation, Set<Module> readers) {
        Module base = Object.class.getModule();
        Map<String, Set<Module>> opens = new HashMap<>();
        for (String name : ALL) {
            if (base.getPackages().contains(name)) {
                opens.put(name, readers);
            }
        }
        instrumentation.redefineModule(base, Set.of(), Map.of(), opens, Set.of(), Map.of());
    }
}
