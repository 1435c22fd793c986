// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples;

import io.github.flinkresilience.examples.orders.OrderJob;
import io.github.flinkresilience.examples.traffic.Audit;
import io.github.flinkresilience.examples.traffic.OrderTraffic;
import io.github.flinkresilience.examples.traffic.OrderWriter;
import io.github.flinkresilience.examples.traffic.TopicContents;
import io.github.flinkresilience.testing.Await;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import io.github.flinkresilience.testing.kafka.CommittedRecords;
import java.time.Duration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job with the library, bad orders, and two deaths on the way. */
final class DemoRun {

    private static final Duration DEADLINE = Duration.ofMinutes(5);

    /** No output for so long means that none will come. */
    private static final Duration TOO_QUIET = Duration.ofSeconds(60);

    private final DemoOptions options;
    private final Screen screen;
    private final DemoCluster cluster;

    DemoRun(DemoOptions options, Screen screen, DemoCluster cluster) {
        this.options = options;
        this.screen = screen;
        this.cluster = cluster;
    }

    DemoOutcome run() throws Exception {
        OrderTraffic traffic = OrderTraffic.of(options.seed(), options.orders());
        StreamExecutionEnvironment env = cluster.environment("orders");
        OrderJob.build(env, cluster.bootstrapServers());
        LocalJob job = cluster.flink().submit(env);
        job.awaitRunning(LocalCluster.DEADLINE);

        long start = System.nanoTime();
        try (CommittedRecords committed = cluster.watchCommitted()) {
            meetFaults(job, traffic, committed);
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            // Whatever comes twice comes by then.
            job.awaitCheckpoints(2, LocalCluster.DEADLINE);
            long restarts = Progress.restarts(job);
            long failures = job.restarts();
            job.cancel();
            screen.line("  All is committed, the job has ended; now both topics are read back.");
            TopicContents topics = TopicContents.read(cluster.bootstrapServers());
            return new DemoOutcome(
                    Audit.verdict(traffic, topics), topics, restarts, failures, time);
        }
    }

    private void meetFaults(LocalJob job, OrderTraffic traffic, CommittedRecords committed)
            throws Exception {
        OrderWriter writer =
                OrderWriter.start(cluster.bootstrapServers(), traffic, options.writing());
        try (Progress progress =
                Progress.start(screen, writer, committed, () -> Progress.restarts(job))) {
            awaitCommitted(traffic.size() / 4, committed, writer);
            progress.event("The job manager loses its leadership; the next one knows nothing.");
            cluster.flink().restartJobManager();

            awaitCommitted(traffic.size() / 2, committed, writer);
            progress.event("A task manager ends, with its tasks; another one takes its place.");
            cluster.flink().endTaskManager(0);
            cluster.flink().startTaskManager();

            awaitCommitted(traffic.size(), committed, writer);
            Await.result("orders written", DEADLINE, writer.done());
        }
    }

    private static void awaitCommitted(long count, CommittedRecords committed, OrderWriter writer) {
        Await.until(
                count + " orders committed",
                DEADLINE,
                () ->
                        committed.total() >= count
                                || committed.quietFor().compareTo(TOO_QUIET) > 0
                                || writer.done().isCompletedExceptionally());
    }
}
