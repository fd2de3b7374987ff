// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.Date;
import java.util.concurrent.locks.ReentrantLock;
import org.mockito.MockedStatic;

/** A program whose mocks rewrite classes that the agent has rewritten. */
final class MockingProgram {

    private MockingProgram() {}

    @SuppressWarnings({"SystemOut", "JavaUtilDate", "DoNotMock", "DirectInvocationOnMock", "ReturnValueIgnored"
    }) // what Mockito can do is what it is about
    public static void main(String[] arguments) {
        Date date = mock(Date.class);
        when(date.getTime()).thenReturn(42L);
        ReentrantLock lock = mock(ReentrantLock.class);
        when(lock.isLocked()).thenReturn(true);
        System.out.println("mocked " + date.getTime() + " " + lock.isLocked());
        Instant fixed = Instant.EPOCH;
        try (MockedStatic<Instant> instant = mockStatic(Instant.class, CALLS_REAL_METHODS)) {
            instant.when(Instant::now).thenReturn(fixed);
            System.out.println("mocked " + Instant.now());
        }
        Program.main(arguments);
    }
}
