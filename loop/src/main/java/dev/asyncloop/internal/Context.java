// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of task locals: an immutable map with few entries, in the order in which they were first set. A copy that was
 * taken for a new task or callback also carries what the loop's thread-local adapters have captured.
 */
public final class Context {

    static final Context EMPTY = new Context(new Object[0], null);

    private static final ThreadLocal<@Nullable Context> OUTSIDE = new ThreadLocal<>();

    /** Keys and values in turn; keys are compared by identity. */
    private final @Nullable Object[] entries;

    private final @Nullable Object @Nullable [] captured;

    private Context(@Nullable Object[] entries, @Nullable Object @Nullable [] captured) {
        this.entries = entries;
        this.captured = captured;
    }

    // ---- the current one

    /** Returns the context of the calling task or callback, or else that of the calling thread. */
    public static Context current() {
        Engine engine = engineInStep();
        return engine == null ? ofThread() : engine.context();
    }

    /** Exchanges the context of the calling task or callback, or else that of the calling thread. */
    public static void change(Function<Context, Context> change) {
        Engine engine = engineInStep();
        if (engine == null) {
            setOfThread(change.apply(ofThread()));
        } else {
            engine.changeContext(change.apply(engine.context()));
        }
    }

    private static @Nullable Engine engineInStep() {
        Engine.Link link = Engine.CURRENT.get();
        return link != null && link.loop().engine.isInside() ? link.loop().engine : null;
    }

    /** Returns the context that the calling thread has outside of all steps. */
    public static Context ofThread() {
        Context context = OUTSIDE.get();
        return context == null ? EMPTY : context;
    }

    /** Sets the context that the calling thread has outside of all steps. */
    public static void setOfThread(Context context) {
        if (context.entries.length == 0) {
            OUTSIDE.remove();
        } else {
            OUTSIDE.set(context);
        }
    }

    // ---- entries

    private int indexOf(Object key) {
        for (int i = 0; i < entries.length; i += 2) {
            if (entries[i] == key) {
                return i;
            }
        }
        return -1;
    }

    /** Returns whether there is a value for a key. */
    public boolean has(Object key) {
        return indexOf(key) >= 0;
    }

    /** Returns the value of a key, or {@code otherwise}. */
    public @Nullable Object get(Object key, @Nullable Object otherwise) {
        int index = indexOf(key);
        return index < 0 ? otherwise : entries[index + 1];
    }

    /** Returns this context with another value of a key. */
    public Context with(Object key, @Nullable Object value) {
        int index = indexOf(key);
        boolean added = index < 0;
        @Nullable Object[] changed = Arrays.copyOf(entries, entries.length + (added ? 2 : 0));
        int place = added ? entries.length : index;
        changed[place] = key;
        changed[place + 1] = value;
        return new Context(changed, captured);
    }

    /** Returns this context without a key. */
    public Context without(Object key) {
        int index = indexOf(key);
        if (index < 0) {
            return this;
        }
        @Nullable Object[] changed = new Object[entries.length - 2];
        System.arraycopy(entries, 0, changed, 0, index);
        System.arraycopy(entries, index + 2, changed, index, changed.length - index);
        return new Context(changed, captured);
    }

    // ---- what thread-local adapters have captured

    Context carrying(@Nullable Object[] values) {
        return new Context(entries, values);
    }

    @Nullable
    Object @Nullable [] captured() {
        return captured;
    }
}
