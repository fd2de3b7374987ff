// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Fault;
import dev.asyncloop.FaultKind;
import dev.asyncloop.FaultsFound;
import dev.asyncloop.TaskGroupException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Which failures are the same one. */
class FailureSignatureTests {

    private static Throwable thrown(Throwable failure, StackTraceElement... trace) {
        failure.setStackTrace(trace);
        return failure;
    }

    private static StackTraceElement frame(String type, int line) {
        return new StackTraceElement(type, "method", "File.java", line);
    }

    @Test
    void of_sameTypeAndLine_isEqualWhateverTheMessage() {
        Throwable one = thrown(new IllegalStateException("1"), frame("org.example.Account", 7));
        Throwable other = thrown(new IllegalStateException("2"), frame("org.example.Account", 7));

        assertThat(FailureSignature.of(one))
                .isEqualTo(FailureSignature.of(other))
                .hasSameHashCodeAs(FailureSignature.of(other))
                .hasToString("java.lang.IllegalStateException at org.example.Account.method:7");
    }

    @Test
    void of_otherTypeOrLine_differs() {
        FailureSignature one = FailureSignature.of(thrown(new IllegalStateException(), frame("org.example.A", 7)));

        assertThat(FailureSignature.of(thrown(new IllegalStateException(), frame("org.example.A", 8))))
                .isNotEqualTo(one);
        assertThat(FailureSignature.of(thrown(new IllegalArgumentException(), frame("org.example.A", 7))))
                .isNotEqualTo(one);
    }

    @Test
    void of_framesOfLibraries_areSkipped() {
        Throwable failure = thrown(
                new AssertionError(),
                frame("org.junit.jupiter.api.Assertions", 1),
                frame("org.assertj.core.api.Assertions", 2),
                frame("java.util.ArrayList", 3),
                frame("dev.asyncloop.sync.AsyncLock", 4),
                frame("dev.asyncloop.internal.Engine", 5),
                frame("dev.asyncloop.samples.Bank", 6),
                frame("org.example.Account", 7));

        assertThat(FailureSignature.of(failure).site()).isEqualTo("dev.asyncloop.samples.Bank.method:6");
    }

    @Test
    void of_wrapped_isThatOfTheFirstCause() {
        Throwable failure = thrown(new IllegalStateException(), frame("org.example.A", 7));
        Throwable wrapped = new ExecutionException(
                new CompletionException(new TaskGroupException("one of two", List.of(failure, new AssertionError()))));

        assertThat(FailureSignature.of(wrapped)).isEqualTo(FailureSignature.of(failure));
    }

    @Test
    void of_faults_isTheirKinds() {
        Fault task = new Fault(FaultKind.LEAKED_TASK, "a", "left", List.of(), null);
        Fault otherTask = new Fault(FaultKind.LEAKED_TASK, "b", "left too", List.of("there"), null);
        Fault timer = new Fault(FaultKind.LEAKED_TIMER, "c", "armed", List.of(), null);

        assertThat(FailureSignature.of(new FaultsFound(List.of(task))))
                .isEqualTo(FailureSignature.of(new FaultsFound(List.of(otherTask, task))))
                .isNotEqualTo(FailureSignature.of(new FaultsFound(List.of(task, timer))))
                .hasToString("LEAKED_TASK");
    }
}
