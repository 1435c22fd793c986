// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkresilience.testing.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** A file system of a few megabytes that can be filled and made read-only. Linux, as root. */
record Tmpfs(Path directory) implements AutoCloseable {

    private static final int CHUNK_BYTES = 4096;

    static Tmpfs mount(Path directory) throws IOException {
        Files.createDirectories(directory);
        Tmpfs tmpfs = new Tmpfs(directory.toAbsolutePath());
        run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", tmpfs.directory().toString());
        return tmpfs;
    }

    /** Takes all the space that is left now; what is deleted later has to be taken again. */
    void fill() throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        try (OutputStream out =
                Files.newOutputStream(
                        ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                out.write(chunk);
            }
        } catch (IOException full) {
            if (Files.size(ballast()) == 0) {
                throw full;
            }
        }
    }

    void free() throws IOException {
        Files.delete(ballast());
    }

    /** Refused while a file is being written, so tried until it is not. */
    void makeReadOnly() {
        Await.until(
                directory + " is read-only",
                Duration.ofSeconds(20),
                () -> {
                    run("mount", "-o", "remount,ro", directory.toString());
                    return true;
                });
    }

    void makeWritable() throws IOException {
        run("mount", "-o", "remount,rw", directory.toString());
    }

    @Override
    public void close() throws IOException {
        run("umount", "--lazy", directory.toString());
    }

    private Path ballast() {
        return directory.resolve("ballast");
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }
}
