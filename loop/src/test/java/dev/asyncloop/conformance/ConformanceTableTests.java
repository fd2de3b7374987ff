// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/conformance.md} true: every row names a test that exists, and every conformance test has its row. */
class ConformanceTableTests {

    private static final Path TABLE = Path.of("..", "docs", "conformance.md");
    private static final Path SOURCES = Path.of("src", "test", "java", "dev", "asyncloop", "conformance");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]\\d\\d) \\| .*\\| `(\\w+)\\.(\\w+)` \\|");
    private static final Pattern CASE = Pattern.compile("([A-Z]\\d\\d)_\\w+");

    private static final String CASES =
            "C01 C02 C04 C06 C07 C09 C10 C12 C13 C14 F01 F02 F04 F05 F07 F08 G02 G03 G05 G06 G07 G09 G10 G12"
                    + " I01 I03 I04 I05 I07 I08 L01 L02 L04 L05 L07 L08 L10 L11 L13 L14 L16 L17 L19 L20 L22 L23 L25"
                    + " R01 R02 R04 R05 R07 R08 S01 S02 S03 S04 S06 S07 S09 S10 T01 T03 T04 T06 T07 T09 T10 T12 T13 T15 T16 X01 X03 X09";

    @Test
    void table_everyRow_namesATestOfThatId() throws IOException {
        List<String> wrong = new ArrayList<>();
        Matcher row = ROW.matcher(Files.readString(TABLE, StandardCharsets.UTF_8));
        while (row.find()) {
            if (!row.group(3).startsWith(row.group(1) + "_")
                    || !testsOf(row.group(2)).contains(row.group(3))) {
                wrong.add(row.group());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void table_everyTest_hasARow() throws IOException {
        String table = Files.readString(TABLE, StandardCharsets.UTF_8);
        List<String> missing = new ArrayList<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.sorted().toList()) {
                String type = file.getFileName().toString().replace(".java", "");
                for (String test : testsOf(type)) {
                    if (CASE.matcher(test).matches() && !table.contains("`" + type + "." + test + "`")) {
                        missing.add(type + "." + test);
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void table_everyCaseOfTheContract_hasARow() throws IOException {
        TreeSet<String> missing = new TreeSet<>(List.of(CASES.split(" ")));
        Matcher row = ROW.matcher(Files.readString(TABLE, StandardCharsets.UTF_8));
        while (row.find()) {
            missing.remove(row.group(1));
        }
        assertThat(missing).isEmpty();
    }

    private static List<String> testsOf(String type) {
        List<String> tests = new ArrayList<>();
        try {
            for (Method method :
                    Class.forName("dev.asyncloop.conformance." + type).getDeclaredMethods()) {
                if (method.isAnnotationPresent(Test.class)) {
                    tests.add(method.getName());
                }
            }
        } catch (ClassNotFoundException e) {
            return tests;
        }
        return tests;
    }
}
