// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Reads settings from JUnit's configuration parameters, system properties and environment variables, in this order. */
final class Configuration {

    private final ExtensionContext context;

    Configuration(ExtensionContext context) {
        this.context = context;
    }

    Optional<String> get(String key) {
        return context.getConfigurationParameter(key)
                .or(() -> Optional.ofNullable(System.getProperty(key)))
                .or(() ->
                        Optional.ofNullable(System.getenv(key.replace('.', '_').toUpperCase(Locale.ROOT))))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** Returns a whole number of at least 1, if it is set. */
    Optional<Integer> positive(String key) {
        return get(key).map(text -> {
            try {
                int number = Integer.parseInt(text.replace("_", ""));
                if (number >= 1) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // told below, with all other texts that are no such number
            }
            throw new ExtensionConfigurationException(key + " must be a number from 1, and is \"" + text + "\".");
        });
    }
}
