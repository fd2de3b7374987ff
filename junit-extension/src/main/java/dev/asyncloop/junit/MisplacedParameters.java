// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Explains a parameter of ours where the extension is not registered, so that JUnit alone refuses it: in a constructor under
 * {@code Lifecycle.PER_CLASS}, in {@code @BeforeAll}, or where a {@code @BeforeEach} method is shared with plain tests. The
 * explanation is added to JUnit's exception as suppressed, and logged, since the reports of build tools may have been written by
 * then. Registered as a service of the launcher, which every build tool and IDE has; it does nothing else.
 *
 * @since 0.1
 */
@SuppressWarnings("exports") // JUnit alone calls it, and has these types
public final class MisplacedParameters implements TestExecutionListener {

    private static final String REFUSED = "No ParameterResolver registered for parameter [";
    private static final String EXPLANATION =
            "A Loop, VirtualClock or TaskGroup belongs to one order of one test: @AsyncLoopTest methods have it, and the"
                    + " @BeforeEach and @AfterEach methods and constructors that run for them. Under Lifecycle.PER_CLASS a"
                    + " constructor runs once for all tests, as @BeforeAll and @AfterAll do: take the parameter in the test or in"
                    + " @BeforeEach. Where @Test or other methods of the class share such a @BeforeEach, or want a Loop, annotate"
                    + " the class with @AsyncLoopConfig.";
    private static final List<String> OURS =
            List.of("dev.asyncloop.Loop ", "dev.asyncloop.TaskGroup ", "dev.asyncloop.clock.VirtualClock ");

    /** Creates the listener; called by JUnit. */
    public MisplacedParameters() {}

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        result.getThrowable()
                .filter(failure -> failure instanceof ParameterResolutionException && isOurs(failure.getMessage()))
                .ifPresent(failure -> {
                    failure.addSuppressed(new ExtensionConfigurationException(EXPLANATION));
                    System.getLogger("dev.asyncloop").log(Level.ERROR, test.getDisplayName() + ": " + EXPLANATION);
                });
    }

    private static boolean isOurs(@Nullable String message) {
        if (message == null || !message.startsWith(REFUSED)) {
            return false;
        }
        String parameter = message.substring(REFUSED.length());
        return OURS.stream().anyMatch(parameter::startsWith);
    }
}
