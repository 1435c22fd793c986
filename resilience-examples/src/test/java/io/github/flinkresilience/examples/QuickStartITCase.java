// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.DeadLetterFunctions;
import io.github.flinkresilience.deadletter.DeadLetters;
import io.github.flinkresilience.deadletter.Stage;
import io.github.flinkresilience.deserialization.Decoded;
import io.github.flinkresilience.examples.orders.Charge;
import io.github.flinkresilience.examples.orders.Order;
import io.github.flinkresilience.examples.orders.OrderJob;
import io.github.flinkresilience.examples.orders.OrderSchema;
import io.github.flinkresilience.examples.orders.Receipt;
import io.github.flinkresilience.kafka.KafkaDeadLetters;
import io.github.flinkresilience.kafka.RetryThenSkipDeserializationSchema;
import io.github.flinkresilience.testing.Await;
import io.github.flinkresilience.testing.flink.LocalCluster;
import io.github.flinkresilience.testing.junit.KafkaExtension;
import io.github.flinkresilience.testing.junit.LocalClusterExtension;
import io.github.flinkresilience.testing.kafka.KafkaBroker;
import io.github.flinkresilience.testing.kafka.KafkaRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The first snippet of README.md, on a real broker and a real cluster. */
@ExtendWith({KafkaExtension.class, LocalClusterExtension.class})
class QuickStartITCase {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @Test
    void shouldChargeOneOrderAndBuryTwo(KafkaBroker broker, LocalCluster cluster) throws Exception {
        broker.createTopic(OrderJob.ORDERS, 1);
        broker.createTopic(OrderJob.RECEIPTS, 1);
        broker.createTopic(OrderJob.DEAD_LETTERS, 1);
        KafkaRecords.produce(
                broker.bootstrapServers(),
                List.of(
                        order("{\"id\":\"cut"),
                        order("{\"id\":\"free\",\"cents\":0,\"card\":\"valid\"}"),
                        order("{\"id\":\"fine\",\"cents\":5,\"card\":\"valid\"}")));

        StreamExecutionEnvironment env = cluster.environment();
        env.enableCheckpointing(200);
        build(env, broker.bootstrapServers());
        cluster.submit(env);

        Await.until(
                "receipt and dead letters committed",
                DEADLINE,
                () ->
                        read(broker, OrderJob.RECEIPTS).size() == 1
                                && read(broker, OrderJob.DEAD_LETTERS).size() == 2);
        assertThat(read(broker, OrderJob.RECEIPTS))
                .extracting(receipt -> new String(receipt.key(), UTF_8))
                .containsExactly("fine");
        assertThat(deadLetters(broker))
                .extracting(DeadLetter::stage)
                .containsExactlyInAnyOrder(Stage.DESERIALIZE, Stage.PROCESS);
    }

    private static void build(StreamExecutionEnvironment env, String brokers) {
        // snippet:quickstart
        KafkaSource<Decoded<Order>> source =
                KafkaSource.<Decoded<Order>>builder()
                        .setBootstrapServers(brokers)
                        .setTopics("orders")
                        .setGroupId("charging")
                        .setStartingOffsets(
                                OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                        .setDeserializer(
                                RetryThenSkipDeserializationSchema.deadLetter(new OrderSchema()))
                        .build();

        SingleOutputStreamOperator<Order> orders =
                Decoded.split(
                        env.fromSource(
                                source,
                                Decoded.watermarks(WatermarkStrategy.forMonotonousTimestamps()),
                                "orders"));
        SingleOutputStreamOperator<Receipt> receipts =
                orders.keyBy(Order::id)
                        .process(DeadLetterFunctions.keyed(new Charge()))
                        .uid("charge");

        DeadLetters.union(orders, receipts)
                .sinkTo(KafkaDeadLetters.sink(brokers, "orders.dlq").build());
        // end
        receipts.sinkTo(OrderJob.receiptSink(brokers));
    }

    private static ProducerRecord<byte[], byte[]> order(String json) {
        return new ProducerRecord<>(OrderJob.ORDERS, json.getBytes(UTF_8));
    }

    private static List<DeadLetter> deadLetters(KafkaBroker broker) throws Exception {
        List<DeadLetter> letters = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : read(broker, OrderJob.DEAD_LETTERS)) {
            letters.add(KafkaDeadLetters.read(record));
        }
        return letters;
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(KafkaBroker broker, String topic) {
        return KafkaRecords.read(
                broker.bootstrapServers(), topic, IsolationLevel.READ_COMMITTED, DEADLINE);
    }
}
