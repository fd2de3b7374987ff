// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Callbacks keep nothing of those that have made them. */
class CallbackMemoryTests {

    private static final int CALLBACKS = 1_000;
    private static final int COLLECTIONS = 20;

    private final Loop loop = Loop.create();
    private final List<WeakReference<Handle>> handles = new ArrayList<>();
    private Handle last = loop.callSoon(() -> {});

    private static final class Payload implements Runnable {

        private final Runnable work;

        Payload(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            work.run();
        }
    }

    private void queueNext() {
        if (handles.size() < CALLBACKS) {
            last = loop.callSoon(new Payload(this::queueNext));
            handles.add(new WeakReference<>(last));
        }
    }

    private long kept() {
        long left = handles.size();
        for (int i = 0; i < COLLECTIONS && left > 1; i++) {
            System.gc();
            left = handles.stream().filter(handle -> !handle.refersTo(null)).count();
        }
        return left;
    }

    @Test
    void callback_thatQueuesItselfAgain_keepsNoneOfThoseBefore() {
        queueNext();
        loop.runUntilIdle();
        assertThat(handles).hasSize(CALLBACKS);
        assertThat(kept()).isEqualTo(1);
        assertThat(last.isPending()).isFalse();
        loop.close();
    }

    @Test
    void callback_thatIsCancelledByTheNext_keepsNoneOfThoseBefore() {
        loop.callSoon(new Payload(this::queueAndCancel));
        loop.runUntilIdle();
        assertThat(handles).hasSize(CALLBACKS);
        assertThat(kept()).isEqualTo(1);
        loop.close();
    }

    private void queueAndCancel() {
        if (handles.size() < CALLBACKS) {
            last = loop.callSoon(() -> {});
            handles.add(new WeakReference<>(last));
            last.cancel();
            loop.callSoon(new Payload(this::queueAndCancel));
        }
    }
}
