// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.internal.Settings;
import java.lang.reflect.Method;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** What the annotations of a test and its classes say, the method's first, and how texts are read. */
final class Attributes {

    private static final Pattern SIMPLE_DURATION = Pattern.compile("([0-9]+)\\s*(ns|us|ms|s|m|h|d)");

    private final String where;
    private final @Nullable AsyncLoopTest test;
    private final List<AsyncLoopConfig> defaults;

    Attributes(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        where = "@AsyncLoopTest on " + context.getRequiredTestClass().getName() + "." + method.getName();
        test = AnnotationSupport.findAnnotation(method, AsyncLoopTest.class).orElse(null);
        defaults = ClassAnnotations.of(context, AsyncLoopConfig.class);
    }

    /** Returns the method's annotation, or {@code null} for a test that is not ours. */
    @Nullable
    AsyncLoopTest test() {
        return test;
    }

    /** Returns the annotations of the classes, the innermost first. */
    List<AsyncLoopConfig> defaults() {
        return defaults;
    }

    /** Says whose annotation it is. */
    String where() {
        return where;
    }

    /** Returns the first value that is set: the method's own, or that of the innermost class. */
    <T> Optional<T> first(Function<AsyncLoopTest, T> own, Function<AsyncLoopConfig, T> inherited, Predicate<T> isSet) {
        List<T> values = new ArrayList<>();
        if (test != null) {
            values.add(own.apply(test));
        }
        defaults.forEach(config -> values.add(inherited.apply(config)));
        return values.stream().filter(isSet).findFirst();
    }

    Optional<String> text(Function<AsyncLoopTest, String> own, Function<AsyncLoopConfig, String> inherited) {
        return first(own, inherited, text -> !text.isBlank()).map(String::strip);
    }

    long number(
            String name, Function<AsyncLoopTest, Long> own, Function<AsyncLoopConfig, Long> inherited, long otherwise) {
        long value = first(own, inherited, number -> number != 0).orElse(0L);
        if (value < 0) {
            throw new ExtensionConfigurationException(
                    name + " of " + where + " must be positive, and is " + value + ".");
        }
        return value == 0 ? otherwise : value;
    }

    /** Reads a duration that must be positive, in nanoseconds. */
    long duration(String name, String text) {
        Duration duration = read(name, text, Attributes::parseDuration, "a duration such as 30s, 500ms or PT1M");
        try {
            return Settings.positive(duration, name + " of " + where);
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(e.getMessage(), e);
        }
    }

    <T> T read(String name, String text, Function<String, T> reader, String expected) {
        return read(name + " of " + where, text, expected, reader);
    }

    static <T> T read(String name, String text, String expected, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new ExtensionConfigurationException(name + " must be " + expected + ", and is \"" + text + "\".", e);
        }
    }

    /** Reads the name of a constant, in any case. */
    static <E extends Enum<E>> E constant(String name, String text, Class<E> type) {
        try {
            return Enum.valueOf(type, text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException(
                    name + " must be one of " + Arrays.toString(type.getEnumConstants()) + ", and is \"" + text + "\".",
                    e);
        }
    }

    static boolean isTrue(String name, String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return text.equalsIgnoreCase("true");
        }
        throw new ExtensionConfigurationException(name + " must be true or false, and is \"" + text + "\".");
    }

    static Duration parseDuration(String text) {
        Matcher simple = SIMPLE_DURATION.matcher(text);
        if (!simple.matches()) {
            return Duration.parse(text);
        }
        long amount = Long.parseLong(simple.group(1));
        return switch (simple.group(2)) {
            case "ns" -> Duration.ofNanos(amount);
            case "us" -> Duration.ofNanos(Math.multiplyExact(amount, 1_000L));
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
