// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The fibre of a generator's body. To everybody else it is a part of the task that consumes: it has that one's context and
 * sources of callbacks, and is never listed beside it.
 */
final class GeneratorTask extends FibreTask<@Nullable Void> {

    private final @Nullable String givenName;

    /** The task that iterates; {@code null} before the first value, and outside of tasks. */
    @Nullable
    FibreTask<?> owner;

    GeneratorTask(Engine engine, @Nullable String name, Callable<@Nullable Void> body) {
        super(engine, name, body, false);
        this.givenName = name;
    }

    @Override
    Context context() {
        return owner == null ? super.context() : owner.context();
    }

    @Override
    void changeContext(Context changed) {
        if (owner == null) {
            super.changeContext(changed);
        } else {
            owner.changeContext(changed);
        }
    }

    @Override
    Lane callbackLane() {
        return owner == null ? super.callbackLane() : owner.callbackLane();
    }

    @Override
    public boolean isBackground() {
        return owner != null && owner.isBackground();
    }

    @Override
    public String name() {
        return givenName == null ? "generator-" + id() : givenName;
    }

    @Override
    String nameForReports() {
        return "generator \"" + name() + "\"" + (owner == null ? "" : " for " + owner.nameForReports());
    }
}
