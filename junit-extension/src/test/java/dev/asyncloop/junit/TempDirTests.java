// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Temporary directories are new in every order. */
class TempDirTests {

    private static final List<Path> FOLDERS = new ArrayList<>();

    @BeforeEach
    void forget() {
        FOLDERS.clear();
    }

    static class FieldTestCase {
        @TempDir
        Path folder;

        @AsyncLoopTest(schedules = 3)
        void body(Loop loop) throws IOException {
            Files.createFile(folder.resolve("once"));
            FOLDERS.add(folder);
        }
    }

    static class ParameterTestCase {
        @AsyncLoopTest(schedules = 3)
        void body(Loop loop, @TempDir Path folder) throws IOException {
            Files.createFile(folder.resolve("once"));
            FOLDERS.add(folder);
        }
    }

    static class ConstructorTestCase {
        private final Path folder;

        ConstructorTestCase(@TempDir Path folder) {
            this.folder = folder;
        }

        @AsyncLoopTest(schedules = 3)
        void body() throws IOException {
            Files.createFile(folder.resolve("once"));
            FOLDERS.add(folder);
        }
    }

    @Test
    void field_is_a_new_folder_in_every_order() {
        Kit.passes(FieldTestCase.class);
        assertThat(FOLDERS).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void parameter_is_a_new_folder_in_every_order() {
        Kit.passes(ParameterTestCase.class);
        assertThat(FOLDERS).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void constructor_parameter_is_a_new_folder_in_every_order() {
        Kit.passes(ConstructorTestCase.class);
        assertThat(FOLDERS).hasSize(4).doesNotHaveDuplicates();
    }
}
