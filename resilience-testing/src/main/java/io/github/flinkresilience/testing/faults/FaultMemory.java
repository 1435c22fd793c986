// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.faults;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** How often a fault has happened, over all instances, attempts and restarts. Thread-safe. */
sealed interface FaultMemory extends Serializable {

    /** Remembers one more firing, unless there have been as many as allowed. */
    boolean claim(int allowed);

    int firings();

    /** The memory of a plan that is made from another one. */
    FaultMemory renewed();

    /** In this JVM: gone with it. */
    record InJvm(String id) implements FaultMemory {
        private static final ConcurrentMap<String, AtomicInteger> FIRINGS =
                new ConcurrentHashMap<>();

        static InJvm create() {
            return new InJvm(UUID.randomUUID().toString());
        }

        @Override
        public boolean claim(int allowed) {
            AtomicInteger fired = FIRINGS.computeIfAbsent(id, unknown -> new AtomicInteger());
            return fired.getAndUpdate(n -> n < allowed ? n + 1 : n) < allowed;
        }

        @Override
        public int firings() {
            AtomicInteger fired = FIRINGS.get(id);
            return fired == null ? 0 : fired.get();
        }

        @Override
        public FaultMemory renewed() {
            return create();
        }
    }

    /**
     * As one empty file for each firing: making a file is atomic, and what is in the operating
     * system's hands survives the death of any process.
     */
    record InDirectory(String directory) implements FaultMemory {
        private static final String PREFIX = "firing-";

        @Override
        public boolean claim(int allowed) {
            for (int number = firings(); number < allowed; number++) {
                if (create(Path.of(directory).resolve(PREFIX + number))) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public int firings() {
            if (!Files.isDirectory(Path.of(directory))) {
                return 0;
            }
            try (Stream<Path> files = Files.list(Path.of(directory))) {
                return Math.toIntExact(
                        files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                                .count());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public FaultMemory renewed() {
            return this;
        }

        private static boolean create(Path file) {
            try {
                Files.createDirectories(file.getParent());
                Files.createFile(file);
                return true;
            } catch (FileAlreadyExistsException taken) {
                return false;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
