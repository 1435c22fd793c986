// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.report;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Runs as files of one directory, one JSON object each. */
final class RunDirectory {

    private static final String SUFFIX = ".json";

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private static final Comparator<ChaosRun> ORDER =
            Comparator.comparing(ChaosRun::flink, Words.NATURAL)
                    .thenComparing(ChaosRun::startedAt)
                    .thenComparing(ChaosRun::name);

    private RunDirectory() {}

    static Path write(ChaosRun run, Path directory) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(fileName(run));
        Path half = Files.createTempFile(directory, "run", ".tmp");
        try {
            Files.write(half, JSON.writeValueAsBytes(run));
            return Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(half);
        }
    }

    /** All runs, by version of Flink, then by start. */
    static List<ChaosRun> read(Path directory) throws IOException {
        List<ChaosRun> runs = new ArrayList<>();
        for (Path file : files(directory)) {
            runs.add(readFile(file));
        }
        if (runs.isEmpty()) {
            throw new IOException("no chaos runs (*" + SUFFIX + ") in " + directory);
        }
        runs.sort(ORDER);
        return runs;
    }

    private static List<Path> files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        }
    }

    private static ChaosRun readFile(Path file) throws IOException {
        try {
            ChaosRun run = JSON.readValue(Files.readAllBytes(file), ChaosRun.class);
            if (run != null) {
                return run;
            }
        } catch (JacksonException e) {
            throw new IOException("not a whole chaos run: " + file, e);
        }
        throw new IOException("not a whole chaos run: " + file);
    }

    private static String fileName(ChaosRun run) {
        String name = run.name() + "-flink-" + run.flink();
        return String.format(
                Locale.ROOT,
                "%s-seed-%d-%d%s",
                name.replaceAll("[^A-Za-z0-9.]+", "-"),
                run.seed(),
                run.startedAt(),
                SUFFIX);
    }
}
