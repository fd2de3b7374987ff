// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a build puts what it makes: files of ours go there unless somebody says otherwise. */
final class BuildFolder {

    private BuildFolder() {}

    /**
     * Returns the folder that a setting names, or else a folder of ours in that of the build.
     *
     * @throws InvalidPathException if the setting is no path
     */
    static Path resolve(Optional<String> set, String... ours) {
        return set.map(Path::of).orElseGet(() -> Path.of(build(), ours));
    }

    private static String build() {
        for (String folder : new String[] {"target", "build"}) {
            if (Files.isDirectory(Path.of(folder))) {
                return folder;
            }
        }
        return System.getProperty("java.io.tmpdir");
    }
}
