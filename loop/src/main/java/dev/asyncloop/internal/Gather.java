// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.TaskCancelledException;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What several outcomes come to: asyncio's {@code gather}. Ends with the first failure, unless it collects those too. Once it was
 * cancelled, it cancels its children and ends as they do, but never with results.
 */
final class Gather<R extends @Nullable Object> extends Outcome<List<R>> implements Outcome.Listener {

    private final List<Outcome<?>> arguments;
    private final List<Outcome<?>> children;
    private final Function<Outcome<?>, R> result;
    private final boolean collectsFailures;
    private final @Nullable StackFrame site = engine().taskSite();
    private int left;
    private boolean cancelled;
    private boolean cancelling;
    private @Nullable String reason;

    Gather(
            Engine engine,
            List<Outcome<?>> arguments,
            List<Outcome<?>> children,
            Function<Outcome<?>, R> result,
            boolean collectsFailures) {
        super(engine);
        this.arguments = arguments;
        this.children = children;
        this.result = result;
        this.collectsFailures = collectsFailures;
        left = children.size();
        children.forEach(child -> child.listen(this));
        if (children.isEmpty()) {
            end(List.of());
        }
    }

    @Override
    public void completed(Outcome<?> child) {
        left--;
        child.markObserved();
        Throwable failure = child.peekFailure();
        if (failure != null && !collectsFailures) {
            endLike(child, failure);
        } else if (left == 0 && cancelled) {
            endFailed(new TaskCancelledException(reason));
        } else if (left == 0 && !isDone()) {
            end(results());
        }
    }

    private void endLike(Outcome<?> child, Throwable failure) {
        if (child.isCancelled()) {
            endFailed(failure);
        } else if (endWithFailure(failure)) {
            engine().loop.failed(this);
        }
        children.forEach(Outcome::markObserved); // the late failures of its children are its own
    }

    private List<R> results() {
        List<R> results = new ArrayList<>(arguments.size());
        arguments.forEach(argument -> results.add(result.apply(argument)));
        return Collections.unmodifiableList(results);
    }

    @Override
    public boolean isGone() {
        return isDone();
    }

    @Override
    boolean cancelBy(@Nullable String why, boolean interrupt) {
        return cancelAll(why, child -> child.cancelBy(why, interrupt));
    }

    @Override
    boolean cancelFor(@Nullable String why) {
        return cancelAll(why, child -> child.cancelFor(why));
    }

    private boolean cancelAll(@Nullable String why, Predicate<Outcome<?>> cancel) {
        if (isDone() || cancelling) {
            return false;
        }
        boolean before = cancelled;
        cancelling = true;
        cancelled = true; // already now, for a promise ends at once
        reason = why;
        boolean accepted = false;
        for (Outcome<?> child : children) {
            accepted |= cancel.test(child);
        }
        cancelling = false;
        cancelled = before || accepted;
        return accepted;
    }

    @Override
    @Nullable
    FibreTask<?> worker() {
        return JointWait.workerOf(children);
    }

    @Override
    public String spawnSite() {
        return Sites.text(site);
    }

    @Override
    public String name() {
        return "gather of " + arguments.size() + " tasks";
    }
}
