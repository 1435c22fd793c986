// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples;

import static io.github.flinkresilience.testing.assertions.ResilienceAssertions.assertThat;

import io.github.flinkresilience.deadletter.Stage;
import io.github.flinkresilience.examples.orders.Charge;
import io.github.flinkresilience.examples.orders.Order;
import io.github.flinkresilience.examples.orders.OrderJob;
import io.github.flinkresilience.examples.orders.OrderParts;
import io.github.flinkresilience.examples.orders.OrderTopics;
import io.github.flinkresilience.testing.faults.FaultPlan;
import io.github.flinkresilience.testing.faults.InjectedFault;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.flink.LocalJob;
import io.github.flinkresilience.testing.junit.KafkaExtension;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import io.github.flinkresilience.testing.kafka.CommittedRecords;
import io.github.flinkresilience.testing.kafka.KafkaBroker;
import io.github.flinkresilience.testing.ledger.DeadLetterQueue;
import io.github.flinkresilience.testing.ledger.JobLedger;
import io.github.flinkresilience.testing.ledger.KafkaSightings;
import io.github.flinkresilience.testing.ledger.Witness;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How users of the library test a job of their own: the code of docs/testing.md. */
// snippet:local-cluster
@ExtendWith({KafkaExtension.class, LocalClusterExtension.class})
class OrderJobITCase {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @TempDir private Path notes;

    @Test
    void shouldLoseNoOrderWhenJobManagerAndTaskManagerGo(KafkaBroker broker, LocalCluster cluster)
            throws Exception {
        OrderTopics topics = OrderTopics.on(broker.bootstrapServers()).withPrefix("local.");
        SomeOrders.createTopics(broker, topics);

        FaultPlan noAnswer = FaultPlan.failAt(5).times(2).throwing(SocketTimeoutException.class);
        FaultPlan bug = FaultPlan.on((Order order) -> order.id().endsWith("7"));
        OrderParts parts =
                OrderParts.real()
                        .withCharge(noAnswer.and(bug).keyed(new Charge()))
                        .withOnTheWay(
                                orders ->
                                        orders.map(Witness.of("decoded", notes, Order::id))
                                                .returns(Order.class)
                                                .uid("decoded"));

        StreamExecutionEnvironment env = cluster.environment();
        env.setParallelism(4);
        env.enableCheckpointing(200);
        OrderJob.build(env, topics, parts);
        LocalJob job = cluster.submit(env);

        try (CommittedRecords committed =
                CommittedRecords.watch(topics.kafka(), topics.receipts(), topics.deadLetters())) {
            SomeOrders.write(topics, 0, 100);
            SomeOrders.awaitCommitted(50, committed);

            cluster.restartJobManager();
            SomeOrders.write(topics, 100, 200);
            SomeOrders.awaitCommitted(150, committed);

            cluster.endTaskManager(0);
            cluster.startTaskManager();
            SomeOrders.write(topics, 200, 300);
            SomeOrders.awaitCommitted(300, committed);
        }
        // Whatever comes twice comes by then.
        job.awaitCheckpoints(2, LocalCluster.DEADLINE);

        assertThat(noAnswer.firings()).isEqualTo(2);
        assertThat(job.restarts()).isPositive();
        checkLedger(topics);
        checkDeadLetters(topics);
    }

    // end

    // snippet:ledger
    private void checkLedger(OrderTopics topics) throws Exception {
        String kafka = topics.kafka();
        JobLedger ledger =
                JobLedger.of(
                                "orders",
                                KafkaSightings.committed(
                                        kafka, topics.orders(), DEADLINE, SomeOrders::id))
                        .seen("decoded", Witness.read("decoded", notes))
                        .seen(
                                "receipts, uncommitted ones too",
                                KafkaSightings.uncommitted(
                                        kafka, topics.receipts(), DEADLINE, SomeOrders::id))
                        .outcome(
                                "receipts",
                                KafkaSightings.committed(
                                        kafka, topics.receipts(), DEADLINE, SomeOrders::id))
                        .outcome(
                                "dead letters",
                                DeadLetterQueue.read(kafka, topics.deadLetters(), DEADLINE)
                                        .sightings(SomeOrders::id));

        assertThat(ledger).isBalanced().keepsPayloads("orders", "dead letters");
    }

    // end

    // snippet:dead-letters
    private static void checkDeadLetters(OrderTopics topics) throws Exception {
        DeadLetterQueue queue =
                DeadLetterQueue.read(topics.kafka(), topics.deadLetters(), DEADLINE);

        assertThat(queue).hasSize(60);
        assertThat(queue).inStage(Stage.DESERIALIZE).hasSize(30).containsOnlyAttempts(1);
        assertThat(queue)
                .inStage(Stage.PROCESS)
                .fromOperator("charge")
                .causedBy(InjectedFault.class)
                .hasSize(30);
        assertThat(queue)
                .withKey("o-13")
                .singleElement()
                .isInStage(Stage.DESERIALIZE)
                .hasPayload("{\"id\":\"o-13");
    }

    // end
}
