// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A completed checkpoint that is still there when nobody knows of it any more. */
record RetainedCheckpoint(Path path) {

    private static final String METADATA = "_metadata";

    /** The one that was completed last. */
    static RetainedCheckpoint last(Path checkpoints) throws IOException {
        try (Stream<Path> files = Files.walk(checkpoints)) {
            return files.filter(file -> file.endsWith(METADATA))
                    .max(Comparator.comparing(RetainedCheckpoint::completed))
                    .map(metadata -> new RetainedCheckpoint(metadata.getParent()))
                    .orElseThrow(
                            () -> new IOException("no completed checkpoint in " + checkpoints));
        }
    }

    /** Copies it, and damages the copy. */
    Path copy(Path target, Damage damage) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName().toString()));
            }
        }
        damage.inflict(target.resolve(METADATA));
        return target;
    }

    private static long completed(Path metadata) {
        try {
            return Files.getLastModifiedTime(metadata).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
