// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Runs asynchronous tests in virtual time, under many orders, each of which a seed reproduces.
 *
 * <p>Start at {@code dev.asyncloop.junit.AsyncLoopTest}.
 */
// The awaitility jar names its module only by its file, which javac warns about. The name is as stable as that of the
// file, and the dependency is optional: who does not use the bridge never resolves it.
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module dev.asyncloop.junit {
    requires transitive dev.asyncloop.loop;
    requires transitive org.junit.jupiter.api;
    requires org.junit.platform.engine;
    requires org.opentest4j;
    requires static transitive org.jspecify;
    requires static org.junit.platform.launcher;
    requires static transitive org.assertj.core;
    requires static transitive awaitility;
    requires static java.management;

    exports dev.asyncloop.junit;
    exports dev.asyncloop.junit.assertj;
    exports dev.asyncloop.junit.awaitility;

    opens dev.asyncloop.junit to
            org.junit.platform.commons;

    provides org.junit.jupiter.api.extension.Extension with
            dev.asyncloop.junit.NestedClassFixtures;
    provides org.junit.platform.launcher.TestExecutionListener with
            dev.asyncloop.junit.MisplacedParameters;
}
