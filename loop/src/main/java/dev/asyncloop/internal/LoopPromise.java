// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.Promise;
import java.lang.StackWalker.StackFrame;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An outcome that user code supplies; its failure is kept for the audit, as that of a task is. */
final class LoopPromise<T extends @Nullable Object> extends Outcome<T> implements Promise<T> {

    private final EventLoop loop;
    private final String name;
    private final @Nullable StackFrame site;

    LoopPromise(EventLoop loop, String name) {
        super(loop.engine);
        this.loop = loop;
        this.name = name;
        site = engine().promiseSite(name);
    }

    @Override
    public void complete(T value) {
        if (!tryComplete(value)) {
            throw alreadyDone("complete");
        }
    }

    @Override
    public void fail(Throwable failure) {
        if (!tryFail(failure)) {
            throw alreadyDone("fail");
        }
    }

    @Override
    public boolean tryComplete(T value) {
        engine().requireOwner("Promise.complete");
        engine().syncPoint(resource(), true);
        return end(value);
    }

    @Override
    public boolean tryFail(Throwable failure) {
        Objects.requireNonNull(failure, "failure");
        engine().requireOwner("Promise.fail");
        engine().syncPoint(resource(), true);
        boolean ended = endFailed(failure);
        if (ended) {
            loop.failed(this);
        }
        return ended;
    }

    private IllegalStateException alreadyDone(String operation) {
        return new IllegalStateException(operation + " came too late: " + nameForReports() + " " + describe()
                + ". Use tryComplete(..) or tryFail(..) where several may come.");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String spawnSite() {
        return Sites.text(site);
    }

    @Override
    String nameForReports() {
        return "promise \"" + name + "\"";
    }
}
