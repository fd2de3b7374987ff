// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit.assertj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.asyncloop.Loop;
import dev.asyncloop.clock.VirtualClock;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the examples in the documentation: what is said to succeed does, and then what is said to fail fails. */
class JavadocExamplesTests {

    private static final Path PACKAGE = Path.of("src/main/java/dev/asyncloop/junit");
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\n(.*?)}</pre>", Pattern.DOTALL);
    private static final Pattern ASSERTION =
            Pattern.compile("(?m)^    public (?:final )?(?:\\w+Assert(?:<.*>)?) \\w+\\(");

    private record Example(String name, String code) {}

    @TestFactory
    Stream<DynamicTest> examples(@TempDir Path directory) throws Exception {
        List<Example> examples = new ArrayList<>();
        for (String file : List.of(
                "assertj/LoopAssert",
                "assertj/TaskAssert",
                "assertj/VirtualClockAssert",
                "assertj/LoopAssertions",
                "assertj/LoopSoftAssertions",
                "awaitility/VirtualAwaitility")) {
            examples.addAll(examplesIn(file));
        }
        Class<?> compiled = compile(examples, directory);
        return examples.stream().map(example -> DynamicTest.dynamicTest(example.name(), () -> run(compiled, example)));
    }

    @Test
    void everyAssertion_hasAnExample() throws IOException {
        for (String name : List.of("LoopAssert", "TaskAssert", "VirtualClockAssert")) {
            Matcher assertions = ASSERTION.matcher(Files.readString(PACKAGE.resolve("assertj/" + name + ".java")));
            assertThat(assertions.results().count())
                    .as(name)
                    .isEqualTo(examplesIn("assertj/" + name).size());
        }
    }

    private static List<Example> examplesIn(String file) throws IOException {
        String source = Files.readString(PACKAGE.resolve(file + ".java"));
        List<Example> examples = new ArrayList<>();
        Matcher matcher = EXAMPLE.matcher(source);
        while (matcher.find()) {
            String name = Path.of(file).getFileName() + "_" + (examples.size() + 1);
            examples.add(new Example(name, matcher.group(1).replaceAll("(?m)^ +\\* ?", "")));
        }
        return examples;
    }

    private static Class<?> compile(List<Example> examples, Path directory) throws Exception {
        StringBuilder source = new StringBuilder("""
                import static dev.asyncloop.junit.assertj.LoopAssertions.assertThat;
                import static dev.asyncloop.junit.awaitility.VirtualAwaitility.await;
                import static org.assertj.core.api.Assertions.assertThat;

                import dev.asyncloop.*;
                import dev.asyncloop.clock.VirtualClock;
                import dev.asyncloop.junit.assertj.*;
                import java.time.*;
                import java.util.concurrent.atomic.AtomicBoolean;

                public class Examples {
                """);
        for (Example example : examples) {
            source.append("public static void ")
                    .append(example.name())
                    .append("(Loop loop, VirtualClock clock, AtomicBoolean succeeded) throws Exception {\n")
                    .append(example.code().replaceFirst("// \\w+ fails:", "succeeded.set(true);"))
                    .append("}\n");
        }
        Path file = directory.resolve("Examples.java");
        Files.writeString(file, source.append("}\n"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-d", directory.toString(), "-classpath", System.getProperty("java.class.path"));
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            boolean done = compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(file))
                    .call();
            assertThat(done).as(messages.toString()).isTrue();
        }
        URL[] path = {directory.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(path, JavadocExamplesTests.class.getClassLoader())) {
            Class<?> type = loader.loadClass("Examples");
            return type;
        }
    }

    private static void run(Class<?> compiled, Example example) throws Exception {
        Method method = compiled.getMethod(example.name(), Loop.class, VirtualClock.class, AtomicBoolean.class);
        AtomicBoolean succeeded = new AtomicBoolean();
        try (Loop loop = Loop.create()) {
            Throwable thrown = catchThrowable(() -> method.invoke(null, loop, VirtualClock.create(), succeeded));
            assertThat(succeeded).as("%s in%n%s", thrown, example.code()).isTrue();
            assertThat(thrown)
                    .as(example.code())
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isInstanceOfAny(AssertionError.class, ConditionTimeoutException.class);
        }
    }
}
