// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.schedule.Schedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file of failing orders takes what comes, from wherever, and loses nothing. */
@Timeout(60)
class FailureStoreTests {

    private static final String ID = "[engine:junit-jupiter]/[class:Ünït]/[method:fails()]";

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();

    private FailureStore store() {
        return new FailureStore(folder, "SomeTests.fails", ID, 7, warnings::add);
    }

    private static List<String> texts(FailureStore store) {
        return store.orders().stream().map(Schedule::text).toList();
    }

    private static List<String> lines(FailureStore store) {
        try {
            return Files.readAllLines(store.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String token(int number) {
        try (Loop loop = Loop.builder().seed("" + number).build()) {
            IntStream.range(0, 3).forEach(i -> loop.spawn(loop::yieldNow));
            loop.runUntilIdle();
            return loop.replayToken();
        }
    }

    @Test
    void order_kept_is_there_the_next_time_below_a_header_that_explains() {
        store().keep(token(1));
        assertThat(texts(store())).containsExactly(token(1));
        assertThat(store().path().getFileName().toString())
                .startsWith("SomeTests.fails-")
                .endsWith(".txt");
        assertThat(lines(store()))
                .anyMatch(line -> line.startsWith("# Orders in which a test has failed"))
                .contains("# Test: " + ID);
        assertThat(warnings).isEmpty();
    }

    @Test
    void store_of_a_test_that_never_failed_makes_nothing() {
        assertThat(store().orders()).isEmpty();
        store().drop(token(1));
        assertThat(store().path()).doesNotExist();
        assertThat(warnings).isEmpty();
    }

    @Test
    void order_kept_again_moves_to_the_front() {
        Stream.of(1, 2, 1).forEach(number -> store().keep(token(number)));
        assertThat(texts(store())).containsExactly(token(1), token(2));
    }

    @Test
    void order_dropped_is_gone_and_the_file_with_the_last_one() {
        store().keep(token(1));
        store().keep(token(2));
        store().drop(token(1));
        assertThat(texts(store())).containsExactly(token(2));
        store().drop(token(2));
        assertThat(store().path()).doesNotExist();
    }

    @Test
    void orders_are_capped_and_the_oldest_go() {
        IntStream.rangeClosed(1, FailureStore.MAX_ORDERS + 5).forEach(number -> store().keep(token(number)));
        assertThat(texts(store()))
                .hasSize(FailureStore.MAX_ORDERS)
                .startsWith(token(FailureStore.MAX_ORDERS + 5))
                .endsWith(token(6));
    }

    @Test
    void tests_of_one_name_have_files_of_their_own() {
        FailureStore other = new FailureStore(folder, "SomeTests.fails", ID + "[2]", 7, warnings::add);
        store().keep(token(1));
        assertThat(other.orders()).isEmpty();
        assertThat(other.path()).isNotEqualTo(store().path());
    }

    @Test
    void seeds_and_comments_by_hand_are_understood_and_kept() throws IOException {
        Files.writeString(store().path(), "0x5eed\r\n# found in March\r\n\n" + token(1) + "\r\n");
        assertThat(texts(store())).containsExactly("0x5eed", token(1));
        store().drop("0x5eed");
        store().keep(token(2));
        assertThat(texts(store())).containsExactly(token(2), token(1));
        assertThat(lines(store())).contains("# found in March");
        assertThat(warnings).isEmpty();
    }

    @Test
    void damaged_lines_are_kept_to_the_byte_and_warned_of_once() throws IOException {
        byte[] damaged = {(byte) 0xc3, '(', 0, (byte) 0xff};
        Files.write(store().path(), damaged);
        Files.writeString(
                store().path(),
                "\n" + token(1).substring(0, 20) + "\n<<<<<<< HEAD\n" + token(1) + "\n",
                StandardOpenOption.APPEND);
        assertThat(texts(store())).containsExactly(token(1));
        assertThat(warnings).hasSize(1).first().asString().contains("3 lines that are not understood", "left as found");
        store().keep(token(2));
        store().drop(token(1));
        assertThat(Files.readString(store().path(), StandardCharsets.ISO_8859_1))
                .isEqualTo(token(2) + "\n" + new String(damaged, StandardCharsets.ISO_8859_1) + "\n"
                        + token(1).substring(0, 20) + "\n<<<<<<< HEAD\n");
    }

    @Test
    void token_of_another_version_is_kept_and_told() throws IOException {
        Files.writeString(store().path(), "r1.AAEAAAAh.c0cb984d\n");
        assertThat(store().orders()).isEmpty();
        assertThat(warnings).hasSize(1).first().asString().contains("another version", "left as found");
        store().drop(token(1));
        assertThat(lines(store())).containsExactly("r1.AAEAAAAh.c0cb984d");
    }

    @Test
    void file_that_is_a_folder_is_a_warning() throws IOException {
        Files.createDirectories(store().path().resolve("inside"));
        assertThat(store().orders()).isEmpty();
        store().keep(token(1));
        assertThat(warnings)
                .hasSize(2)
                .allMatch(text -> text.contains(store().path().toString()) && text.contains("asyncloop.failures"));
    }

    @Test
    void folder_that_cannot_be_made_is_a_warning() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        FailureStore store = new FailureStore(file.resolve("below"), "SomeTests.fails", ID, 7, warnings::add);
        assertThat(store.orders()).isEmpty();
        store.keep(token(1));
        assertThat(warnings).isNotEmpty().last().asString().contains("cannot be written");
    }

    @Test
    void file_that_is_too_large_is_left_alone_and_told() throws IOException {
        Files.writeString(store().path(), "r2.x\n".repeat(300_000));
        assertThat(store().orders()).isEmpty();
        store().keep(token(1));
        assertThat(Files.size(store().path())).isEqualTo(1_500_000);
        assertThat(warnings).hasSize(2);
    }

    @Test
    void lock_held_by_another_process_is_waited_for_and_then_a_warning() throws Exception {
        Process holder = child("hold");
        try {
            assertThat(holder.getInputStream().read()).isEqualTo('!');
            FailureStore impatient = new FailureStore(
                    folder, "SomeTests.fails", ID, 7, warnings::add, TimeUnit.MILLISECONDS.toNanos(50));
            impatient.keep(token(1));
            assertThat(warnings).hasSize(1).first().asString().contains("others have held", SharedFile.LOCK);
            assertThat(store().path()).doesNotExist();
        } finally {
            holder.getOutputStream().close();
            assertThat(holder.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        store().keep(token(1));
        assertThat(texts(store())).containsExactly(token(1));
    }

    @Test
    void writers_in_two_threads_and_another_process_lose_nothing() throws Exception {
        Process child = child("keep");
        CompletableFuture<?> one = CompletableFuture.runAsync(() -> keepAll(store(), 0));
        CompletableFuture<?> other = CompletableFuture.runAsync(() -> keepAll(store(), 1));
        one.get(30, TimeUnit.SECONDS);
        other.get(30, TimeUnit.SECONDS);
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isZero();
        assertThat(warnings).isEmpty();
        assertThat(texts(store()))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 18)
                        .mapToObj(FailureStoreTests::token)
                        .toList());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            SharedFile.LOCK, store().path().getFileName().toString());
        }
    }

    private static void keepAll(FailureStore store, int rest) {
        IntStream.range(0, 18).filter(number -> number % 3 == rest).forEach(number -> store.keep(token(number)));
    }

    private Process child(String what) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        what,
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** What another JVM does with the same folder. */
    static final class Child {

        private Child() {}

        public static void main(String[] args) throws IOException {
            Path folder = Path.of(args[1]);
            if (args[0].equals("hold")) {
                try (FileChannel lock = FileChannel.open(
                        folder.resolve(SharedFile.LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    lock.lock();
                    System.out.print('!');
                    System.out.flush();
                    int end = System.in.read();
                    System.exit(end == -1 ? 0 : 1);
                }
            }
            List<String> warnings = new ArrayList<>();
            keepAll(new FailureStore(folder, "SomeTests.fails", ID, 7, warnings::add), 2);
            System.exit(warnings.size());
        }
    }
}
