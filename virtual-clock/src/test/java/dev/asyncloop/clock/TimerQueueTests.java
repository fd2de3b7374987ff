// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimerQueueTests {

    private final TimerQueue<NamedTimer> queue = new TimerQueue<>();

    private static final class NamedTimer extends TimerQueue.Timer {
        private final String name;

        NamedTimer(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @Test
    void queue_new_isEmpty() {
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.size()).isZero();
        assertThat(queue.peek()).isNull();
        assertThat(queue.poll()).isNull();
        assertThat(queue.inOrder()).isEmpty();
        assertThat(queue.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void poll_differentDeadlines_givesTheEarliestFirst() {
        add("c", 30);
        add("a", -10);
        add("d", Long.MAX_VALUE);
        add("b", 20);

        assertThat(queue.nextDeadline()).isEqualTo(-10);
        assertThat(queue.peek()).hasToString("a");
        assertThat(drain()).containsExactly("a", "b", "c", "d");
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void poll_equalDeadlines_givesThemInInsertionOrder() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            names.add("t" + i);
            add("t" + i, 7);
        }

        assertThat(drain()).isEqualTo(names);
    }

    @Test
    void timer_overItsLife_knowsWhetherItIsQueued() {
        NamedTimer timer = new NamedTimer("a");
        assertThat(timer.isQueued()).isFalse();
        assertThat(timer.deadline()).isZero();

        queue.add(timer, 5);
        assertThat(timer.isQueued()).isTrue();
        assertThat(timer.deadline()).isEqualTo(5);

        assertThat(queue.poll()).isSameAs(timer);
        assertThat(timer.isQueued()).isFalse();
        assertThat(timer.deadline()).isEqualTo(5);
    }

    @Test
    void add_timerThatLeft_goesBehindItsEquals() {
        NamedTimer again = add("again", 1);
        add("other", 2);
        queue.remove(again);

        queue.add(again, 2);

        assertThat(again.sequence()).isEqualTo(2);
        assertThat(drain()).containsExactly("other", "again");
    }

    @Test
    void add_queuedTimer_isRefusedAndChangesNothing() {
        NamedTimer timer = add("a", 5);

        assertThatIllegalStateException()
                .isThrownBy(() -> queue.add(timer, 6))
                .withMessage("the timer is already queued, for 5 ns: a");
        assertThatIllegalStateException().isThrownBy(() -> new TimerQueue<NamedTimer>().add(timer, 6));
        assertThat(queue.size()).isEqualTo(1);
        assertThat(queue.nextDeadline()).isEqualTo(5);
    }

    @Test
    void remove_queuedTimer_takesItOut() {
        add("a", 1);
        NamedTimer removed = add("b", 2);
        add("c", 3);

        assertThat(queue.remove(removed)).isTrue();
        assertThat(queue.remove(removed)).isFalse();
        assertThat(removed.isQueued()).isFalse();
        assertThat(drain()).containsExactly("a", "c");
    }

    @Test
    void remove_firstTimer_updatesTheNextDeadline() {
        NamedTimer first = add("a", 1);
        add("b", 2);

        queue.remove(first);

        assertThat(queue.nextDeadline()).isEqualTo(2);
    }

    @Test
    void remove_timerOfAnotherQueue_isFalseAndLeavesItThere() {
        TimerQueue<NamedTimer> other = new TimerQueue<>();
        NamedTimer theirs = new NamedTimer("theirs");
        other.add(theirs, 1);
        add("ours", 1);

        assertThat(queue.remove(theirs)).isFalse();
        assertThat(other.remove(theirs)).isTrue();
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void remove_afterManyWereAddedJustBeforeTheFirst_takesItOut() {
        long apart = 1 << 20;
        long first = apart + apart / 8;
        for (int i = 100; i > 0; i--) {
            add("sparse", first + (i - 1) * apart);
        }
        assertThat(queue.nextDeadline()).isEqualTo(first);
        NamedTimer removed = add("removed", first + 1_000);
        for (int i = 1; i <= 100; i++) {
            add("dense", first - i);
        }

        assertThat(queue.remove(removed)).isTrue();
        assertThat(drain()).hasSize(200).startsWith("dense").endsWith("sparse").doesNotContain("removed");
    }

    @Test
    void clear_severalTimers_freesThemForAnotherQueue() {
        NamedTimer first = add("a", 1);
        NamedTimer second = add("b", 2);

        queue.clear();

        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.nextDeadline()).isEqualTo(Long.MAX_VALUE);
        assertThat(first.isQueued()).isFalse();
        new TimerQueue<NamedTimer>().add(second, 1);
        assertThat(second.isQueued()).isTrue();
    }

    @Test
    void inOrder_queueChangedLater_isASortedSnapshot() {
        NamedTimer c = add("c", 3);
        NamedTimer a = add("a", 1);
        NamedTimer b = add("b", 1);

        List<NamedTimer> snapshot = queue.inOrder();
        queue.clear();

        assertThat(snapshot).containsExactly(a, b, c);
        assertThatThrownBy(() -> snapshot.remove(0)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @SuppressWarnings("NullAway") // tests what callers get who pass null all the same
    void addAndRemove_null_isNamed() {
        assertThatNullPointerException().isThrownBy(() -> queue.add(null, 1)).withMessage("timer");
        assertThatNullPointerException().isThrownBy(() -> queue.remove(null)).withMessage("timer");
    }

    private NamedTimer add(String name, long deadline) {
        NamedTimer timer = new NamedTimer(name);
        queue.add(timer, deadline);
        return timer;
    }

    private List<String> drain() {
        List<String> names = new ArrayList<>();
        @Nullable NamedTimer next;
        while ((next = queue.poll()) != null) {
            names.add(next.name);
        }
        return names;
    }
}
