// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples;

import io.github.flinkresilience.examples.orders.NaiveOrderJob;
import io.github.flinkresilience.examples.orders.OrderJob;
import io.github.flinkresilience.examples.traffic.OrderTraffic;
import io.github.flinkresilience.examples.traffic.OrderWriter;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import io.github.flinkresilience.testing.kafka.CommittedRecords;
import java.time.Duration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;

/** The same job without the library: it meets the first bad order, and never gets past it. */
final class NaiveRun {

    private final DemoOptions options;
    private final Duration watching;
    private final Screen screen;
    private final DemoCluster cluster;

    /**
     * Prepares a run.
     *
     * @param watching how long the job is watched
     */
    NaiveRun(DemoOptions options, Duration watching, Screen screen, DemoCluster cluster) {
        this.options = options;
        this.watching = watching;
        this.screen = screen;
        this.cluster = cluster;
    }

    Loop run() throws Exception {
        OrderTraffic traffic = OrderTraffic.of(options.seed(), options.orders());
        StreamExecutionEnvironment env = cluster.environment("orders without the library");
        NaiveOrderJob.build(env, cluster.bootstrapServers());
        LocalJob job = cluster.flink().submit(env);
        job.awaitRunning(LocalCluster.DEADLINE);
        OrderWriter writer =
                OrderWriter.start(cluster.bootstrapServers(), traffic, options.writing());
        try (CommittedRecords committed = cluster.watchCommitted();
                Progress progress = Progress.start(screen, writer, committed, job::restarts)) {
            progress.watch(watching);
            Loop loop =
                    new Loop(
                            writer.written(),
                            committed.count(OrderJob.RECEIPTS),
                            committed.quietFor(),
                            job.restarts(),
                            job.failureCause().map(NaiveRun::firstLine).orElse("none"));
            job.cancel();
            return loop;
        }
    }

    private static String firstLine(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return ExceptionUtils.stringifyException(root).lines().findFirst().orElse("");
    }

    /** What was seen. */
    record Loop(long written, long receipts, Duration quiet, long restarts, String failure) {

        /** 0 if it was the loop that this run is to show. */
        int exitCode() {
            return restarts > 1 && receipts < written ? 0 : 1;
        }
    }
}
