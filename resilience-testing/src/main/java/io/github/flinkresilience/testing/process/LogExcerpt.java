// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lines of a log that tell why a process did not do what it was started for. */
public final class LogExcerpt {

    private static final int TELLING_LINES = 20;
    private static final int LAST_LINES = 20;
    private static final int MOST_BYTES = 1 << 20;

    private static final Pattern TELLING =
            Pattern.compile(
                    "\\b(ERROR|FATAL)\\b|Exception\\b|^Caused by|^Error\\b|java\\.lang\\.\\w+Error");

    private LogExcerpt() {}

    /** The last lines that tell of errors, and the last of all; reads no more than 1 MiB. */
    public static String of(Path log) {
        try {
            List<String> lines = end(log).lines().toList();
            if (lines.isEmpty()) {
                return "(" + log + " is empty)";
            }
            int from = Math.max(0, lines.size() - LAST_LINES);
            List<String> telling =
                    lines.subList(0, from).stream()
                            .filter(line -> TELLING.matcher(line).find())
                            .toList();
            return Stream.of(
                            Stream.of("from " + log + ":"),
                            telling.stream().skip(Math.max(0, telling.size() - TELLING_LINES)),
                            lines.subList(from, lines.size()).stream())
                    .flatMap(part -> part)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return "(" + log + " cannot be read: " + e + ")";
        }
    }

    private static String end(Path log) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - MOST_BYTES);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, UTF_8);
        }
    }
}
