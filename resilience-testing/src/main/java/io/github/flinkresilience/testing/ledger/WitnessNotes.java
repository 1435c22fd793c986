// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.ledger;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of one witness: a directory with one file for each attempt of each subtask.
 *
 * <p>A line of a file is an id in UTF-8, with backslash and line feed written as {@code \\} and
 * {@code \n}. A line without a line feed at its end was torn when the process died, and is none.
 */
record WitnessNotes(Path directory) {

    static WitnessNotes of(String name, Path directory) {
        return new WitnessNotes(directory.resolve(URLEncoder.encode(name, StandardCharsets.UTF_8)));
    }

    /** Opens a file that did not exist before. Nothing is kept back in this process. */
    OutputStream create(int subtask, int attempt) throws IOException {
        Files.createDirectories(directory);
        for (int run = 0; ; run++) {
            File file =
                    directory
                            .resolve(
                                    "subtask-%d-attempt-%d-run-%d".formatted(subtask, attempt, run))
                            .toFile();
            // Job managers and later jobs count attempts from 0 again.
            if (file.createNewFile()) {
                return new FileOutputStream(file, true);
            }
        }
    }

    static byte[] line(String id) {
        String escaped =
                id.indexOf('\\') < 0 && id.indexOf('\n') < 0
                        ? id
                        : id.replace("\\", "\\\\").replace("\n", "\\n");
        return (escaped + "\n").getBytes(StandardCharsets.UTF_8);
    }

    List<Sighting> read() throws IOException {
        List<Sighting> sightings = new ArrayList<>();
        for (Path file : files()) {
            read(file, sightings);
        }
        return sightings;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static void read(Path file, List<Sighting> sightings) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String line = String.valueOf(file.getFileName());
        int start = 0;
        int position = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                String id = new String(bytes, start, i - start, StandardCharsets.UTF_8);
                sightings.add(Sighting.of(unescaped(id), line, position++));
                start = i + 1;
            }
        }
    }

    private static String unescaped(String id) {
        return id.indexOf('\\') < 0 ? id : id.translateEscapes();
    }
}
