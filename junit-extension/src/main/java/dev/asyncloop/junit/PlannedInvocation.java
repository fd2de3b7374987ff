// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/**
 * An invocation that JUnit is about to make. It is kept in the store of the test template, where the constructor of the test
 * class finds it: JUnit calls {@link #prepareInvocation} only after that.
 *
 * @param settings the settings of the test
 * @param order the order, the first one of several if they run inside of the invocation
 * @param plan where the other orders come from; {@code null} if there are none, or in a nested launcher
 * @param exploration that of the nested launcher in which the invocation runs, or {@code null}
 * @param explored what nested launchers have found before, or {@code null} if there were none
 */
record PlannedInvocation(
        TestSettings settings,
        Order order,
        @Nullable OrderPlan plan,
        @Nullable Exploration exploration,
        @Nullable Explored explored)
        implements TestTemplateInvocationContext {

    /** Makes the next invocation of a template known. */
    static PlannedInvocation plan(ExtensionContext template, PlannedInvocation planned) {
        template.getStore(Node.NAMESPACE).put(PlannedInvocation.class, planned);
        return planned;
    }

    /** Returns the node of an invocation, made by the first who asks; {@code null} for a test that is not ours. */
    static @Nullable Node nodeOf(ExtensionContext context) {
        Node node = Node.of(context);
        if (node != null || context.getTestMethod().isEmpty()) {
            return node;
        }
        PlannedInvocation planned =
                context.getStore(Node.NAMESPACE).get(PlannedInvocation.class, PlannedInvocation.class);
        return planned == null ? null : planned.prepare(context);
    }

    @Override
    public String getDisplayName(int invocationIndex) {
        return settings.displayName();
    }

    @Override
    public void prepareInvocation(ExtensionContext context) {
        if (Node.of(context) == null) {
            prepare(context);
        }
    }

    private Node prepare(ExtensionContext context) {
        return Node.prepare(context, this);
    }
}
