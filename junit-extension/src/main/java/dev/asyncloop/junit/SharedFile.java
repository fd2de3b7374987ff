// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * A small text file that threads and other JVMs change at the same time: each change reads, changes and writes it under a lock
 * of its folder, and comes into being by an atomic move, so that who reads sees a whole file and needs no lock.
 *
 * <p>A line that means nothing to us is written back byte for byte: lines are of Latin-1, in which every byte is a character.
 */
final class SharedFile {

    /** The name of the lock, which stays in the folder: who deleted it would let two in. */
    static final String LOCK = ".lock";

    private static final long MAX_BYTES = 1 << 20;
    private static final long POLL_NANOS = 5_000_000;

    /**
     * Lets one thread of this JVM at the lock file: POSIX drops all locks of a process when it closes any channel of the file.
     */
    private static final ReentrantLock IN_THIS_JVM = new ReentrantLock();

    private final Path file;
    private final long patienceNanos;

    SharedFile(Path file, long patienceNanos) {
        this.file = file;
        this.patienceNanos = patienceNanos;
    }

    Path path() {
        return file;
    }

    /** Returns the lines; none if there is no file. */
    List<String> lines() throws IOException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException("it has more than " + MAX_BYTES + " bytes");
            }
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return text.isEmpty() ? List.of() : List.of(text.split("\n"));
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /**
     * Changes the lines; none means no file.
     *
     * @throws IOException if the file cannot be read or written, or others hold the lock for too long
     */
    void edit(UnaryOperator<List<String>> change) throws IOException {
        boolean interrupted = Thread.interrupted(); // would close the channels
        long start = System.nanoTime();
        try {
            if (!IN_THIS_JVM.tryLock(patienceNanos, TimeUnit.NANOSECONDS)) {
                throw busy();
            }
            try {
                Files.createDirectories(folder());
                try (FileChannel lock =
                        FileChannel.open(folder().resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    while (lock.tryLock() == null) {
                        if (System.nanoTime() - start > patienceNanos) {
                            throw busy();
                        }
                        LockSupport.parkNanos(POLL_NANOS);
                    }
                    List<String> before = lines();
                    List<String> after = change.apply(new ArrayList<>(before));
                    if (!after.equals(before)) {
                        write(after);
                    }
                }
            } finally {
                IN_THIS_JVM.unlock();
            }
        } catch (InterruptedException e) {
            interrupted = true;
            throw new IOException("the thread was interrupted", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private IOException busy() {
        return new IOException("others have held " + folder().resolve(LOCK) + " for "
                + TimeUnit.NANOSECONDS.toMillis(patienceNanos) + " ms");
    }

    private void write(List<String> lines) throws IOException {
        if (lines.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        Path fresh = Files.createTempFile(folder(), file.getFileName() + ".", ".tmp");
        try {
            Files.writeString(fresh, String.join("\n", lines) + "\n", StandardCharsets.ISO_8859_1);
            try {
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private Path folder() {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalStateException(file + " is no file in a folder");
        }
        return folder;
    }
}
