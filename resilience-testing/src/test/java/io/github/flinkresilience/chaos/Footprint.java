// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What this JVM holds. */
record Footprint(List<String> threads, List<String> files) {

    static Footprint now() throws IOException {
        return new Footprint(
                Thread.getAllStackTraces().keySet().stream().map(Thread::getName).sorted().toList(),
                openFiles());
    }

    /**
     * Waits until the JVM holds hardly more than this; what a job leaves behind with each restart
     * shows as many times as it has been restarted.
     */
    void assertNotGrown(int allowedThreads, int allowedFiles) throws IOException {
        try {
            Await.until(
                    "threads and files are given back",
                    NumbersJob.DEADLINE,
                    () -> afterCollection().within(this, allowedThreads, allowedFiles));
        } catch (AssertionError e) {
            Footprint grown = afterCollection();
            assertThat(grown.threads).hasSizeLessThanOrEqualTo(threads.size() + allowedThreads);
            assertThat(grown.files).hasSizeLessThanOrEqualTo(files.size() + allowedFiles);
        }
    }

    // Flink's rate limiters leave it to the garbage collector to end their threads.
    private static Footprint afterCollection() throws IOException {
        System.gc();
        return now();
    }

    private boolean within(Footprint before, int moreThreads, int moreFiles) {
        return threads.size() <= before.threads.size() + moreThreads
                && files.size() <= before.files.size() + moreFiles;
    }

    private static List<String> openFiles() throws IOException {
        try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
            return handles.map(Footprint::target).sorted().toList();
        }
    }

    private static String target(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString();
        } catch (IOException closedMeanwhile) {
            return "closed";
        }
    }
}
