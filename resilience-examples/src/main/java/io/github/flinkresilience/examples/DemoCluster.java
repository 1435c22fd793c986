// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples;

import io.github.flinkresilience.examples.orders.OrderJob;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.kafka.CommittedRecords;
import io.github.flinkresilience.testing.kafka.KafkaBroker;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Kafka broker with the topics of the job, and a Flink cluster with its web page. */
record DemoCluster(KafkaBroker kafka, LocalCluster flink) {

    private static final int TASK_MANAGERS = 2;
    private static final int PARTITIONS = 4;
    private static final long CHECKPOINT_MILLIS = 1_000;

    /** Starts both; the cleanup ends them. */
    static DemoCluster start(Cleanup cleanup) throws Exception {
        TemporaryDirectory directory = cleanup.add(TemporaryDirectory.create());
        KafkaBroker kafka = KafkaBroker.start(directory.resolve("kafka"));
        AutoCloseable brokersEnd = kafka::kill;
        cleanup.add(brokersEnd);
        kafka.createTopic(OrderJob.ORDERS, PARTITIONS);
        kafka.createTopic(OrderJob.RECEIPTS, PARTITIONS);
        kafka.createTopic(OrderJob.DEAD_LETTERS, PARTITIONS);
        LocalCluster flink =
                cleanup.add(LocalCluster.start(TASK_MANAGERS, 1, configuration(directory)));
        return new DemoCluster(kafka, flink);
    }

    StreamExecutionEnvironment environment(String jobName) {
        StreamExecutionEnvironment env = flink.environment();
        env.configure(Configuration.fromMap(Map.of("pipeline.name", jobName)));
        env.setParallelism(TASK_MANAGERS);
        env.enableCheckpointing(CHECKPOINT_MILLIS);
        return env;
    }

    /** Counts what the job commits; the caller closes it. */
    CommittedRecords watchCommitted() {
        return CommittedRecords.watch(bootstrapServers(), OrderJob.RECEIPTS, OrderJob.DEAD_LETTERS);
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    private static Configuration configuration(TemporaryDirectory directory) {
        String temporary = directory.resolve("flink").toString();
        return Configuration.fromMap(
                Map.of(
                        "rest.bind-port",
                        "8081-8181",
                        "web.submit.enable",
                        "false",
                        "web.tmpdir",
                        temporary,
                        "io.tmp.dirs",
                        temporary,
                        "execution.checkpointing.dir",
                        directory.resolve("checkpoints").toUri().toString(),
                        "restart-strategy.type",
                        "fixed-delay",
                        "restart-strategy.fixed-delay.attempts",
                        Integer.toString(Integer.MAX_VALUE),
                        "restart-strategy.fixed-delay.delay",
                        "1 s"));
    }
}
