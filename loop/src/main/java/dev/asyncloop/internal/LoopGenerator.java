// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.ExceptionContext;
import dev.asyncloop.Generator;
import dev.asyncloop.GeneratorBody;
import dev.asyncloop.TaskCancelledException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A generator: a body on a fibre of its own, which a consumer lets run until it has the next value.
 *
 * <p>A consumer that is a task hands its step over to the body, and gets it back with the value: no step and no choice lies
 * between, as in asyncio, where the body runs in the consumer's task. A consumer outside of all steps drives the loop.
 */
final class LoopGenerator<T extends @Nullable Object> implements Generator<T>, Generator.Output<T>, Outcome.Listener {

    private final EventLoop loop;
    private final Engine engine;
    private final GeneratorTask task;
    private @Nullable FibreTask<?> consumer;
    private @Nullable Asked asked;
    private @Nullable T value;
    private boolean hasValue;
    private boolean iterated;
    private boolean begun;
    private boolean atWork;
    private boolean closed;
    private boolean ignoredClosing;
    private @Nullable TaskCancelledException closing;

    LoopGenerator(EventLoop loop, @Nullable String name, GeneratorBody<T> body) {
        this.loop = loop;
        this.engine = loop.engine;
        this.task = new GeneratorTask(engine, name, () -> run(body));
    }

    private @Nullable Void run(GeneratorBody<T> body) throws Exception {
        boolean cancelled = false;
        try {
            body.run(this);
        } catch (Throwable e) {
            cancelled = Cancellation.isCancellation(e);
            throw e;
        } finally {
            if (!cancelled && consumer != null) {
                task.returnRequestTo(consumer);
            }
        }
        return null;
    }

    // ---- the consumer's side

    @Override
    public Iterator<T> iterator() {
        engine.requireOwner("Generator.iterator");
        if (iterated) {
            throw new IllegalStateException(
                    task.nameForReports() + " has been iterated before: its body runs once. Make another one.");
        }
        iterated = true;
        return new Values();
    }

    private boolean hasNext() {
        engine.requireOwner("Generator.hasNext");
        if (hasValue || isOver()) {
            return hasValue;
        }
        requirePaused();
        ask("Generator.next");
        if (!hasValue && task.peekFailure() != null) {
            throwFailure();
        }
        return hasValue;
    }

    @SuppressWarnings("NullAway") // what was yielded is a T, null or not
    private T next() {
        if (!hasNext()) {
            throw new NoSuchElementException(task.nameForReports() + " has no more values.");
        }
        T next = value;
        dropValue();
        return next;
    }

    private void dropValue() {
        value = null;
        hasValue = false;
    }

    private boolean isOver() {
        return closed || task.isDone();
    }

    private void throwFailure() {
        FibreTask<?> caller = engine.current();
        Cancellation passedOn = caller == null ? null : caller.cancellation();
        if (task.isCancelled() && caller != null && passedOn != null && passedOn.open > 0) {
            passedOn.markDelivered(caller);
        }
        task.join();
    }

    private void requirePaused() {
        if (atWork) {
            throw new IllegalStateException(task.nameForReports() + " is at work on a value already"
                    + (consumer == null ? "" : ", for which " + consumer.nameForReports() + " waits")
                    + ": one at a time may ask.");
        }
    }

    /** Lets the body run until it yields or ends. */
    private void ask(String operation) {
        engine.requireOpen(operation);
        FibreTask<?> asking = engine.current();
        if (asking == null && engine.isInStep()) {
            throw Outcome.blockedCallback(operation + " of " + task.nameForReports(), engine);
        }
        moveTo(asking);
        atWork = true;
        if (asking == null) {
            loop.waiting.driveUntilDone(operation, resume());
            return;
        }
        consumer = asking;
        try {
            asking.handOverTo(task, new NextValue());
        } catch (IllegalStateException e) {
            consumer = null; // it could not suspend
            atWork = false;
            throw e;
        }
    }

    /** Queues the body; returns what is done when the body is paused again or over. */
    private Asked resume() {
        Asked answer = new Asked();
        asked = answer;
        task.queue();
        return answer;
    }

    /** Makes a task the one at whose end this is closed. */
    private void moveTo(@Nullable FibreTask<?> asking) {
        if (!begun) {
            begun = true;
            loop.generators().add(this);
            task.listen(this);
        }
        FibreTask<?> owner = asking instanceof AdoptedTask ? null : asking;
        if (owner != task.owner) {
            if (task.owner != null) {
                task.owner.generators().remove(this);
            }
            task.owner = owner;
            if (owner != null) {
                owner.generators().add(this);
            }
        }
    }

    // ---- the body's side

    @Override
    public void yield(T next) {
        engine.requireOwner("Generator.Output.yield");
        if (engine.current() != task) {
            throw new IllegalStateException("yield(..) is for the body of " + task.nameForReports()
                    + " itself: let other tasks hand their values to the body, through a queue for instance.");
        }
        if (closing == null) {
            value = next;
            hasValue = true;
        } else if (!ignoredClosing) {
            ignoredClosing = true;
            throw ignored();
        }
        pause();
        if (closing != null) {
            throw closing;
        }
    }

    private void pause() {
        FibreTask<?> waiting = consumer;
        Asked answer = asked;
        released();
        try {
            if (answer != null) {
                answer.end(null);
            }
            task.giveBackTo(waiting, PAUSE);
        } catch (IllegalStateException e) {
            consumer = waiting; // it could not suspend
            atWork = true;
            dropValue();
            throw e;
        }
    }

    private void released() {
        consumer = null;
        asked = null;
        atWork = false;
    }

    /** Hears that the body is over. */
    @Override
    public void completed(Outcome<?> done) {
        FibreTask<?> waiting = consumer;
        Asked answer = asked;
        released();
        if (waiting != null) {
            waiting.goOnNext();
        }
        if (answer != null) {
            answer.end(null);
        }
        loop.generators().remove(this);
        if (task.owner != null) {
            task.owner.generators().remove(this);
        }
    }

    @Override
    public boolean isGone() {
        return false;
    }

    // ---- closing

    @Override
    public void close() {
        engine.requireOwner("Generator.close");
        if (!begun || task.isDone() || engine.isClosed()) {
            closed = true;
            return;
        }
        requirePaused();
        tellToClose();
        ask("Generator.close");
        Throwable failure = closingFailure();
        if (failure == null) {
            task.markObserved();
        } else if (task.isDone()) {
            throwFailure();
        } else {
            throw Throwing.sneaky(failure);
        }
    }

    private void tellToClose() {
        closed = true;
        dropValue();
        if (closing == null) {
            closing = new TaskCancelledException("the generator was closed");
        }
    }

    /** Returns what went wrong when it was closed; {@code null} if nothing did. */
    @Nullable
    Throwable closingFailure() {
        if (!task.isDone()) {
            return ignored();
        }
        Throwable failure = task.peekFailure();
        return failure == closing || closing == null && task.isCancelled() ? null : failure;
    }

    private IllegalStateException ignored() {
        return new IllegalStateException("generator ignored its closing: " + task.nameForReports()
                + " yielded again. Let the cancellation that yield(..) throws end the body.");
    }

    /** Begins to close it, for the loop that ends; returns what is done when that has come to an end. */
    Outcome<?> beginClosing() {
        if (asked != null) {
            task.cancelFor("the loop is closing"); // whoever asked has given up
            return asked;
        }
        tellToClose();
        atWork = true;
        return resume();
    }

    /** Closes what a task has left open; returns the task's failure, which is a cancellation if one came meanwhile. */
    static @Nullable Throwable closeAll(List<LoopGenerator<?>> open, @Nullable Throwable failure) {
        Throwable result = failure;
        while (!open.isEmpty()) {
            LoopGenerator<?> generator = open.get(0);
            try {
                generator.close();
            } catch (Throwable e) {
                if (!Cancellation.isCancellation(e)) {
                    generator.engine.problems.unhandled(new ExceptionContext(
                            "Exception while closing " + generator.task.nameForReports(), e, generator.task, null));
                } else if (result == null) {
                    result = e;
                } else {
                    result.addSuppressed(e);
                }
            }
            open.remove(generator);
        }
        return result;
    }

    // ---- looking

    GeneratorTask task() {
        return task;
    }

    boolean isAtWork() {
        return atWork;
    }

    /** Returns whether a task waits for a value, at whose end this is closed. */
    boolean isAwaited() {
        return consumer != null;
    }

    @Override
    public String toString() {
        return task.nameForReports() + " " + (begun ? task.describe() : "has not begun");
    }

    /** What the body waits for at its {@code yield}: nobody but the consumer ends that. */
    private static final Wait PAUSE = new Wait() {
        @Override
        void begin(FibreTask<?> body) {
            // the consumer keeps it
        }

        @Override
        void abandon(FibreTask<?> body) {
            // nothing is registered anywhere
        }

        @Override
        boolean isHeld() {
            return true;
        }

        @Override
        String describe() {
            return "for its next value to be asked for";
        }
    };

    /** The iterator that a for-each asks. */
    private final class Values implements Iterator<T> {

        @Override
        public boolean hasNext() {
            return LoopGenerator.this.hasNext();
        }

        @Override
        public T next() {
            return LoopGenerator.this.next();
        }
    }

    /** What the consumer waits for. */
    private final class NextValue extends Wait {

        @Override
        void begin(FibreTask<?> asking) {
            // the body runs at once
        }

        @Override
        void abandon(FibreTask<?> asking) {
            throw new AssertionError("the body ends the wait");
        }

        @Override
        boolean isHeld() {
            return true;
        }

        @Override
        String describe() {
            return "for the next value of " + "generator \"" + task.name() + "\"";
        }

        @Override
        GeneratorTask target() {
            return task;
        }
    }

    /** What the code outside of all steps waits for. */
    private final class Asked extends Outcome<@Nullable Void> {

        Asked() {
            super(LoopGenerator.this.engine);
        }

        @Override
        FibreTask<?> worker() {
            return task;
        }

        @Override
        String nameForReports() {
            return "the next value of " + task.nameForReports();
        }
    }
}
