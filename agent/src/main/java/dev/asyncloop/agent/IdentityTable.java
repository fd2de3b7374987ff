// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import static dev.asyncloop.agent.Substitution.before;
import static dev.asyncloop.agent.Substitution.replace;

/** Where objects are asked for their identity hash code, most of all by hash tables. */
final class IdentityTable {

    private static final String HOOKS = "IdentityHooks";

    static final Substitution[] LINES = {
        replace("java/lang/System", "identityHashCode", "(Ljava/lang/Object;)I").by(HOOKS, "identityHashCode"),
        before("java/lang/Object", "hashCode", "()I").by(HOOKS, "beforeHashCode"),
    };

    private IdentityTable() {}
}
