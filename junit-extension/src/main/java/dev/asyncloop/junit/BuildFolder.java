// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a build puts what it makes: files of ours go there unless somebody says otherwise. */
final class BuildFolder {

    private BuildFolder() {}

    /** Returns the folder of the build that is running; empty if there is none. */
    static Optional<Path> find() {
        return Stream.of("target", "build")
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst();
    }
}
