// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import io.github.flinkresilience.testing.Await;
import io.github.flinkresilience.testing.cluster.ClusterLayout;
import io.github.flinkresilience.testing.cluster.FlinkProcesses;
import io.github.flinkresilience.testing.cluster.RemoteJob;
import io.github.flinkresilience.testing.kafka.CommittedRecords;
import io.github.flinkresilience.testing.kafka.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A broker, a cluster, the job and its traffic: all that a chaos run has to destroy. */
final class ChaosSite implements AutoCloseable {

    static final Duration DEADLINE = Duration.ofMinutes(3);
    static final int EVENTS_PER_SECOND = 1_000;

    static final Map<String, String> JOB_OPTIONS =
            Map.of(
                    "execution.checkpointing.interval",
                    "1 s",
                    "execution.checkpointing.timeout",
                    "20 s",
                    "execution.checkpointing.tolerable-failed-checkpoints",
                    "1000",
                    "execution.checkpointing.externalized-checkpoint-retention",
                    "RETAIN_ON_CANCELLATION");

    private static final int PARTITIONS = 2;

    private final Path directory;
    private final FlinkProcesses flink;
    private KafkaBroker kafka;
    private RemoteJob job;
    private final Traffic traffic;
    private final CommittedRecords committed;

    private ChaosSite(
            Path directory,
            FlinkProcesses flink,
            KafkaBroker kafka,
            RemoteJob job,
            Traffic traffic,
            CommittedRecords committed) {
        this.directory = directory;
        this.flink = flink;
        this.kafka = kafka;
        this.job = job;
        this.traffic = traffic;
        this.committed = committed;
    }

    /** Starts everything and waits until output is committed. */
    static ChaosSite start(Path directory, ClusterLayout layout, Map<String, String> jobOptions)
            throws Exception {
        KafkaBroker kafka = KafkaBroker.start(directory.resolve("kafka"));
        FlinkProcesses flink = null;
        try {
            kafka.createTopic(EventJob.EVENTS, PARTITIONS);
            kafka.createTopic(EventJob.RECEIPTS, PARTITIONS);
            kafka.createTopic(EventJob.DEAD_LETTERS, PARTITIONS);
            flink = FlinkProcesses.start(directory.resolve("flink"), layout);
            Map<String, String> options = new HashMap<>(JOB_OPTIONS);
            options.putAll(jobOptions);
            RemoteJob job = flink.submit(EventJob.describe(kafka.bootstrapServers(), options));
            ChaosSite site =
                    new ChaosSite(
                            directory,
                            flink,
                            kafka,
                            job,
                            Traffic.start(kafka.bootstrapServers(), EVENTS_PER_SECOND),
                            CommittedRecords.watch(
                                    kafka.bootstrapServers(),
                                    EventJob.RECEIPTS,
                                    EventJob.DEAD_LETTERS));
            site.awaitProgress(System.currentTimeMillis());
            return site;
        } catch (Exception | Error e) {
            if (flink != null) {
                flink.close();
            }
            kafka.kill();
            throw e;
        }
    }

    FlinkProcesses flink() {
        return flink;
    }

    KafkaBroker kafka() {
        return kafka;
    }

    RemoteJob job() {
        return job;
    }

    /** A job that goes on where another one was. */
    void replaceJob(RemoteJob next) {
        job = next;
    }

    Traffic traffic() {
        return traffic;
    }

    CommittedRecords committed() {
        return committed;
    }

    /** Kills the broker and starts one again on what it had written. */
    void restartKafka(Runnable whileDown) throws IOException {
        kafka.kill();
        whileDown.run();
        kafka = KafkaBroker.start(directory.resolve("kafka"));
    }

    /**
     * Waits until a checkpoint that was triggered after a point in time has completed, and output
     * has been committed since.
     */
    void awaitProgress(long millis) {
        long before = committed.total();
        job.awaitCheckpointAfter(millis, DEADLINE);
        Await.until("more output is committed", DEADLINE, () -> committed.total() > before);
    }

    /** Ends the traffic, waits until all of it has come out, and stops the job. */
    Evidence finish() throws Exception {
        long accepted = traffic.stop();
        Await.until(
                "all %d events have come out, or nothing for long".formatted(accepted),
                DEADLINE,
                () ->
                        committed.total() >= accepted
                                || committed.quietFor().compareTo(Duration.ofSeconds(45)) > 0);
        // Whatever comes twice comes by then.
        job.awaitCheckpointAfter(System.currentTimeMillis(), DEADLINE);
        job.awaitCheckpointAfter(System.currentTimeMillis(), DEADLINE);
        job.cancel(DEADLINE);
        return Evidence.read(kafka.bootstrapServers(), accepted);
    }

    @Override
    public void close() {
        traffic.close();
        committed.close();
        flink.close();
        kafka.kill();
    }
}
