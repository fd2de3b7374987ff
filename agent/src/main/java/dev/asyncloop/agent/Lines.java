// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lines of tables, found by the member that a call names. */
final class Lines {

    static final Lines NONE = new Lines();

    private final Set<String> names = new HashSet<>();
    private final Map<String, List<Substitution>> byMember = new HashMap<>();

    /** For each method of the class whether a line may apply in it; {@code null} if that is not known. */
    boolean @Nullable [] methods;

    void add(String owner, String name, String descriptor, Substitution line) {
        names.add(name);
        String key = key(owner, name, descriptor);
        List<Substitution> same = byMember.get(key);
        if (same == null) {
            same = new ArrayList<>(2);
            byMember.put(key, same);
        }
        same.add(line);
    }

    /** Returns whether a line may apply in a method, by its place in the class. */
    boolean mayApplyIn(int method) {
        return methods == null || methods[method];
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    /** Returns the lines about a member, in the order in which they were added. */
    List<Substitution> about(String owner, String name, String descriptor) {
        return names.contains(name) ? byMember.getOrDefault(key(owner, name, descriptor), List.of()) : List.of();
    }

    private static String key(String owner, String name, String descriptor) {
        return owner + '.' + name + descriptor;
    }
}
