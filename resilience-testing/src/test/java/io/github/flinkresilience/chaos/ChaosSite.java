// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import io.github.flinkresilience.testing.Await;
import io.github.flinkresilience.testing.cluster.FlinkProcesses;
import io.github.flinkresilience.testing.cluster.RemoteJob;
import io.github.flinkresilience.testing.kafka.CommittedRecords;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Brokers, a cluster, the job and its traffic: all that a chaos run has to destroy. */
final class ChaosSite implements AutoCloseable {

    /** The longest that a job may take to recover (invariant I8). */
    static final Duration DEADLINE = Duration.ofMinutes(3);

    private static final int EVENTS_PER_SECOND = 1_000;

    private static final Map<String, String> JOB_OPTIONS =
            Map.of(
                    "execution.checkpointing.interval",
                    "1 s",
                    "execution.checkpointing.timeout",
                    "20 s",
                    "execution.checkpointing.tolerable-failed-checkpoints",
                    "1000",
                    "execution.checkpointing.externalized-checkpoint-retention",
                    "RETAIN_ON_CANCELLATION");

    private final ChaosSetup setup;
    private final Brokers brokers;
    private final FlinkProcesses flink;
    private final Traffic traffic;
    private final CommittedRecords receipts;
    private final CommittedRecords deadLetters;
    private RemoteJob job;

    private ChaosSite(ChaosSetup setup, Brokers brokers, FlinkProcesses flink, RemoteJob job) {
        this.setup = setup;
        this.brokers = brokers;
        this.flink = flink;
        this.job = job;
        this.traffic = Traffic.start(brokers.main().bootstrapServers(), EVENTS_PER_SECOND);
        this.receipts =
                CommittedRecords.watch(brokers.main().bootstrapServers(), EventJob.RECEIPTS);
        this.deadLetters =
                CommittedRecords.watch(
                        brokers.deadLetters().bootstrapServers(), EventJob.DEAD_LETTERS);
    }

    /** Starts everything in an empty directory and waits until output is committed. */
    static ChaosSite start(ChaosSetup setup) throws Exception {
        delete(setup.directory());
        Brokers brokers = Brokers.start(setup);
        FlinkProcesses flink = null;
        ChaosSite site = null;
        try {
            flink = FlinkProcesses.start(setup.directory().resolve("flink"), setup.layout());
            site = new ChaosSite(setup, brokers, flink, flink.submit(describe(setup, brokers)));
            site.awaitProgress();
            return site;
        } catch (Exception | Error e) {
            if (site != null) {
                site.close();
            } else {
                brokers.close();
                if (flink != null) {
                    flink.close();
                }
            }
            throw e;
        }
    }

    FlinkProcesses flink() {
        return flink;
    }

    Brokers brokers() {
        return brokers;
    }

    RemoteJob job() {
        return job;
    }

    Traffic traffic() {
        return traffic;
    }

    long receipts() {
        return receipts.count(EventJob.RECEIPTS);
    }

    long deadLetters() {
        return deadLetters.count(EventJob.DEAD_LETTERS);
    }

    Path notes() {
        return notes(setup);
    }

    /** Submits the job once more, from a checkpoint. */
    RemoteJob submitFrom(Path checkpoint) throws Exception {
        return flink.submit(describe(setup, brokers), checkpoint.toUri().toString());
    }

    /** From now on the job is another one. */
    void replaceJob(RemoteJob next) {
        job = next;
    }

    /**
     * Waits until a checkpoint that is triggered from now on has completed, and output has been
     * committed.
     */
    void awaitProgress() {
        long before = committed();
        job.awaitCheckpointAfter(System.currentTimeMillis(), DEADLINE);
        Await.until("more output is committed", DEADLINE, () -> committed() > before);
    }

    /** Pauses the traffic and waits until all of it has come out, or nothing more comes. */
    void drain() {
        long accepted = traffic.pause();
        try {
            Await.until(
                    "all %d events have come out".formatted(accepted),
                    Duration.ofSeconds(60),
                    () -> committed() >= accepted);
        } catch (AssertionError tooFew) {
            // The ledger says which ones are missing.
            job.awaitCheckpointAfter(System.currentTimeMillis(), DEADLINE);
        }
        // Whatever comes twice comes by then.
        job.awaitCheckpointAfter(System.currentTimeMillis(), DEADLINE);
    }

    @Override
    public void close() {
        traffic.close();
        receipts.close();
        deadLetters.close();
        flink.close();
        brokers.close();
    }

    private long committed() {
        return receipts() + deadLetters();
    }

    private static Path notes(ChaosSetup setup) {
        return setup.directory().resolve("notes");
    }

    private static StreamExecutionEnvironment describe(ChaosSetup setup, Brokers brokers) {
        return EventJob.describe(
                brokers.addressForJob(),
                setup.apartDeadLetters()
                        ? brokers.deadLetters().bootstrapServers()
                        : brokers.addressForJob(),
                notes(setup),
                JOB_OPTIONS);
    }

    private static void delete(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        Files.walkFileTree(
                directory,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path visited, IOException failure)
                            throws IOException {
                        Files.delete(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
