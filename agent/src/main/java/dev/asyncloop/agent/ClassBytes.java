// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import org.jspecify.annotations.Nullable;

/**
 * A class to look through.
 *
 * @param name its name, as in class files
 * @param loader who defines it; {@code null} is the boot loader
 * @param excluded whether it is one of {@link Exclusions}
 * @param bytes its class file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ClassBytes(String name, @Nullable ClassLoader loader, boolean excluded, byte[] bytes) {}
