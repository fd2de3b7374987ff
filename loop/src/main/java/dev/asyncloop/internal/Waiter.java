// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.TaskCancelledException;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One task's place in the queue of a primitive: what the primitives of {@code dev.asyncloop.sync} and {@code dev.asyncloop.io}
 * suspend on. Reports say what it waits for, in the primitive's words, and follow it to the task that could help.
 */
public final class Waiter extends Outcome<@Nullable Void> {

    private final Supplier<String> description;
    private final Supplier<@Nullable Task<?>> helper;

    private Waiter(Engine engine, long resource, Supplier<String> description, Supplier<@Nullable Task<?>> helper) {
        super(engine, resource);
        this.description = description;
        this.helper = helper;
    }

    /**
     * Makes a place to wait.
     *
     * @param loop the loop of the primitive
     * @param description what is waited for, as the end of a sentence that begins with "waits for"; asked only for reports
     * @param helper the task that could end the wait, such as the holder of a lock, or {@code null} if unknown; asked only for
     *     reports
     */
    public static Waiter on(Loop loop, Supplier<String> description, Supplier<@Nullable Task<?>> helper) {
        Engine engine = ((EventLoop) loop).engine;
        return new Waiter(engine, engine.nextLineage(), description, helper);
    }

    /** Makes a place to wait at something shared; for the other parameters see {@link #on(Loop, Supplier, Supplier)}. */
    public static Waiter on(
            Loop loop, SharedObject shared, Supplier<String> description, Supplier<@Nullable Task<?>> helper) {
        return new Waiter(((EventLoop) loop).engine, shared.number(), description, helper);
    }

    /** A part of the primitive's operation, which has begun. */
    @Override
    void looking() {
        engine().touched(resource(), false);
    }

    /** Checks that the caller may use a primitive of a loop now: on its thread, before its close. */
    public static void requireOpen(Loop loop, String operation) {
        ((EventLoop) Objects.requireNonNull(loop, "loop")).engine.requireOpen(operation);
    }

    /** Checks that the caller may use a primitive of a loop now, and may wait: that it is no callback. */
    public static void requireMayWait(Loop loop, String operation) {
        requireOpen(loop, operation);
        Engine engine = ((EventLoop) loop).engine;
        if (engine.isInStep() && engine.current() == null) {
            throw Outcome.blockedCallback(operation, engine);
        }
    }

    /** Checks that the caller may look at a primitive of a loop: on its thread, also after its close. */
    public static void requireOwner(Loop loop, String operation) {
        ((EventLoop) loop).engine.requireOwner(operation);
    }

    /** Says whether what cancels the calling task has to wait, as for a lock that it must hold: nobody ignores it meanwhile. */
    public static void keepCancellationBack(Loop loop, boolean kept) {
        FibreTask<?> task = ((EventLoop) loop).engine.current();
        if (task != null) {
            task.keepCancellationBack(kept);
        }
    }

    /** Makes whoever waits here ready; returns false if the wait had ended before. */
    public boolean wake() {
        return end(null);
    }

    /** Returns whether {@link #wake()} has ended the wait; whoever waited may be cancelled before it resumes even so. */
    public boolean wasWoken() {
        return isDone() && !isCancelled() && !isFailed();
    }

    /** Ends a wait that its task has left, so that nobody wakes it in vain. */
    @Override
    void waiterGone() {
        endFailed(new TaskCancelledException("nobody waits here any more"));
    }

    @Override
    @Nullable
    FibreTask<?> worker() {
        return helper.get() instanceof FibreTask<?> task && !task.isDone() ? task : null;
    }

    @Override
    public String name() {
        return description.get();
    }
}
