// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples;

import static io.github.flinkresilience.testing.assertions.ResilienceAssertions.assertThat;

import io.github.flinkresilience.examples.orders.OrderJob;
import io.github.flinkresilience.examples.orders.OrderParts;
import io.github.flinkresilience.examples.orders.OrderTopics;
import io.github.flinkresilience.testing.cluster.ClusterLayout;
import io.github.flinkresilience.testing.cluster.FlinkProcess;
import io.github.flinkresilience.testing.cluster.FlinkProcesses;
import io.github.flinkresilience.testing.cluster.RemoteJob;
import io.github.flinkresilience.testing.junit.KafkaExtension;
import io.github.flinkresilience.testing.kafka.CommittedRecords;
import io.github.flinkresilience.testing.kafka.KafkaBroker;
import io.github.flinkresilience.testing.ledger.DeadLetterQueue;
import io.github.flinkresilience.testing.ledger.JobLedger;
import io.github.flinkresilience.testing.ledger.KafkaSightings;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The order job on a cluster of real processes: the code of docs/testing.md. */
// snippet:processes
@Tag("processes")
@ExtendWith(KafkaExtension.class)
class OrderJobProcessesITCase {

    private static final Duration DEADLINE = Duration.ofMinutes(2);

    @Test
    void shouldLoseNoOrderWhenProcessesAreKilled(
            KafkaBroker broker, @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory)
            throws Exception {
        OrderTopics topics = OrderTopics.on(broker.bootstrapServers()).withPrefix("processes.");
        SomeOrders.createTopics(broker, topics);

        try (FlinkProcesses flink =
                        FlinkProcesses.start(
                                directory, ClusterLayout.DEFAULT.withTaskManagers(1, 2));
                CommittedRecords committed =
                        CommittedRecords.watch(
                                topics.kafka(), topics.receipts(), topics.deadLetters())) {
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            env.setParallelism(2);
            env.enableCheckpointing(500);
            OrderJob.build(env, topics, OrderParts.real());
            RemoteJob job = flink.submit(env);
            job.awaitRunning(DEADLINE);

            SomeOrders.write(topics, 0, 100);
            SomeOrders.awaitCommitted(50, committed);

            FlinkProcess taskManager = flink.taskManager(0);
            taskManager.kill();
            taskManager.restart();
            SomeOrders.write(topics, 100, 200);
            SomeOrders.awaitCommitted(150, committed);

            FlinkProcess jobManager = flink.leader();
            jobManager.kill();
            jobManager.restart();
            SomeOrders.write(topics, 200, 300);
            SomeOrders.awaitCommitted(300, committed);
            job.awaitCheckpointAfter(System.currentTimeMillis(), DEADLINE);
        }

        String kafka = topics.kafka();
        assertThat(
                        JobLedger.of(
                                        "orders",
                                        KafkaSightings.committed(
                                                kafka, topics.orders(), DEADLINE, SomeOrders::id))
                                .outcome(
                                        "receipts",
                                        KafkaSightings.committed(
                                                kafka, topics.receipts(), DEADLINE, SomeOrders::id))
                                .outcome(
                                        "dead letters",
                                        DeadLetterQueue.read(kafka, topics.deadLetters(), DEADLINE)
                                                .sightings(SomeOrders::id)))
                .isBalanced();
    }
}
// end
