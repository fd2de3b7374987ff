// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.explore.Coverage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.engine.ConfigurationParameters;
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

    private static final String AUTODETECTION = "junit.jupiter.extensions.autodetection.";

    private NestedExplorer() {}

    /** An order was not run, as something failed outside of it. */
    static final class NotRun extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotRun(@Nullable Throwable cause) {
            super("nothing was run", cause);
        }
    }

    /** One order, and what came of it. */
    private static final class Once implements Orders {

        private @Nullable Order order;
        private @Nullable Outcome outcome;

        Once(Order order) {
            this.order = order;
        }

        @Override
        public @Nullable Order next() {
            Order only = order;
            order = null;
            return only;
        }

        @Override
        public void ended(Outcome ended) {
            outcome = ended;
        }

        @Override
        public @Nullable Coverage coverage() {
            return null;
        }
    }

    static Explored explore(ExtensionContext context, TestSettings settings, OrderPlan plan) {
        Exploration exploration = new Exploration(plan);
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
        if (!exploration.hasRun() && exploration.broken() == null) {
            throw new ExtensionConfigurationException("None of the " + settings.schedules() + " schedules of "
                    + context.getDisplayName() + " was run in the nested launcher, which another extension makes"
                    + " necessary (" + OtherExtensions.first(context)
                    + "). Is the test disabled there by a condition? Run one order in that case: schedules = 1.");
        }
        return new Explored(plan, settings, exploration, order -> runOnce(context, order));
    }

    private static Outcome runOnce(ExtensionContext context, Order order) {
        Once once = new Once(order);
        Exploration exploration = new Exploration(once);
        Runner.run(context, exploration);
        if (once.outcome == null) {
            throw new NotRun(exploration.broken());
        }
        return once.outcome;
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
                                        .parentConfigurationParameters(new Inherited(context))
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
            parameters.put("junit.jupiter.execution.parallel.enabled", "false");
            // lets NestedClassFixtures in
            boolean enabled = context.getConfigurationParameter(AUTODETECTION + "enabled")
                    .map(Boolean::parseBoolean)
                    .orElse(false);
            Optional<String> included = context.getConfigurationParameter(AUTODETECTION + "include");
            String ours = NestedClassFixtures.class.getName();
            if (!enabled) {
                parameters.put(AUTODETECTION + "include", ours);
            } else if (included.isPresent()) {
                parameters.put(AUTODETECTION + "include", included.get() + "," + ours);
            }
            parameters.put(AUTODETECTION + "enabled", "true");
            return parameters;
        }
    }

    /** All settings of the run around, whoever reads them. */
    private record Inherited(ExtensionContext context) implements ConfigurationParameters {

        @Override
        public Optional<String> get(String key) {
            return context.getConfigurationParameter(key);
        }

        @Override
        public Optional<Boolean> getBoolean(String key) {
            return get(key).map(Boolean::parseBoolean);
        }

        @SuppressWarnings({"deprecation", "MissingOverride"}) // JUnit 5 declares it, JUnit 6 does not
        public int size() {
            return 0;
        }

        @Override
        public Set<String> keySet() {
            return Set.of(); // unknown: a context can only be asked for keys that one knows
        }
    }

    private record Listener(Exploration exploration) implements TestExecutionListener {

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            Throwable failure = result.getThrowable().orElse(null);
            if (test.isTest()) {
                exploration.ended(failure);
            } else if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                exploration.broke(failure != null ? failure : new AssertionError("failed for no given reason"));
            }
        }
    }
}
