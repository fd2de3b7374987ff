// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the orders of a test in a nested launcher, on the calling thread, with all extensions of the test, and tells nobody
 * but the {@link Exploration} of it.
 */
final class NestedExplorer {

    /** Settings of JUnit that a nested run must share; those in files and system properties are found again by itself. */
    private static final List<String> INHERITED = List.of(
            "junit.jupiter.testinstance.lifecycle.default",
            "junit.jupiter.extensions.autodetection.enabled",
            "junit.jupiter.extensions.autodetection.include",
            "junit.jupiter.extensions.autodetection.exclude",
            "junit.jupiter.execution.timeout.default",
            "junit.jupiter.execution.timeout.mode",
            "junit.jupiter.execution.timeout.test.method.default",
            "junit.jupiter.execution.timeout.testable.method.default",
            "junit.jupiter.execution.timeout.testtemplate.method.default",
            "junit.jupiter.execution.timeout.thread.mode.default",
            "junit.jupiter.tempdir.cleanup.mode.default",
            "junit.jupiter.tempdir.factory.default",
            ConfigurationKeys.SEED,
            ConfigurationKeys.SCHEDULES,
            ConfigurationKeys.SCHEDULES_DEFAULT,
            ConfigurationKeys.ROOT,
            ConfigurationKeys.REAL_TIME_LIMIT,
            ConfigurationKeys.STEP_TIME_LIMIT,
            ConfigurationKeys.HANG,
            ConfigurationKeys.FIBRES);

    private NestedExplorer() {}

    static Exploration explore(ExtensionContext context, TestSettings settings) {
        Exploration exploration = new Exploration();
        try {
            Runner.run(context, exploration);
        } catch (NoClassDefFoundError e) {
            throw new ExtensionConfigurationException(
                    settings.schedules() + " schedules of "
                            + context.getDisplayName() + " are to run beside another extension ("
                            + OtherExtensions.first(context)
                            + "), which needs junit-platform-launcher at run time. Add it to the test dependencies (Gradle:"
                            + " testRuntimeOnly(\"org.junit.platform:junit-platform-launcher\")), or run one order: schedules = 1.",
                    e);
        }
        exploration.end();
        return exploration;
    }

    /** All that needs the launcher, which may be missing. */
    private static final class Runner {

        static void run(ExtensionContext context, Exploration exploration) {
            LauncherConfig config = LauncherConfig.builder()
                    .enableTestEngineAutoRegistration(false)
                    .enableLauncherSessionListenerAutoRegistration(false)
                    .enableLauncherDiscoveryListenerAutoRegistration(false)
                    .enablePostDiscoveryFilterAutoRegistration(false)
                    .enableTestExecutionListenerAutoRegistration(false)
                    .addTestEngines(jupiter())
                    .build();
            try (LauncherSession session = LauncherFactory.openSession(config)) {
                session.getStore().put(Namespace.create(AsyncLoopExtension.class), Exploration.KEY, exploration);
                session.getLauncher()
                        .execute(
                                LauncherDiscoveryRequestBuilder.request()
                                        .selectors(DiscoverySelectors.selectUniqueId(context.getUniqueId()))
                                        .configurationParameters(parameters(context))
                                        .build(),
                                new Listener(exploration));
            }
        }

        private static TestEngine jupiter() {
            for (TestEngine engine : ServiceLoader.load(TestEngine.class)) {
                if (engine.getId().equals("junit-jupiter")) {
                    return engine;
                }
            }
            throw new ExtensionConfigurationException(
                    "The engine junit-jupiter is not on the class path of the tests.");
        }

        private static Map<String, String> parameters(ExtensionContext context) {
            Map<String, String> parameters = new LinkedHashMap<>();
            for (String key : INHERITED) {
                context.getConfigurationParameter(key).ifPresent(value -> parameters.put(key, value));
            }
            parameters.put("junit.jupiter.execution.parallel.enabled", "false");
            // lets NestedClassFixtures in
            if (!Boolean.parseBoolean(parameters.get("junit.jupiter.extensions.autodetection.enabled"))) {
                parameters.put("junit.jupiter.extensions.autodetection.include", NestedClassFixtures.class.getName());
            }
            parameters.put("junit.jupiter.extensions.autodetection.enabled", "true");
            return parameters;
        }
    }

    private record Listener(Exploration exploration) implements TestExecutionListener {

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                exploration.failed(
                        result.getThrowable().orElseGet(() -> new AssertionError("failed for no given reason")));
            }
        }
    }
}
