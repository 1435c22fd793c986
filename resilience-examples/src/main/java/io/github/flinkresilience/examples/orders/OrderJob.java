// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.DeadLetterFunctions;
import io.github.flinkresilience.deadletter.DeadLetters;
import io.github.flinkresilience.deadletter.FailurePolicy;
import io.github.flinkresilience.deadletter.PayloadEncoder;
import io.github.flinkresilience.deserialization.Decoded;
import io.github.flinkresilience.failure.FailureClassifier;
import io.github.flinkresilience.failure.FailureKind;
import io.github.flinkresilience.kafka.KafkaDeadLetters;
import io.github.flinkresilience.kafka.RetryThenSkipDeserializationSchema;
import io.github.flinkresilience.retry.Backoff;
import io.github.flinkresilience.retry.RetryPolicy;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Orders to receipts, exactly once, and what cannot be read or charged to dead letters. */
public final class OrderJob {

    public static final String ORDERS = "orders";
    public static final String RECEIPTS = "receipts";
    public static final String DEAD_LETTERS = "orders.dlq";

    private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(15);

    /** An order that nests too deeply for the stack is a poison pill, not the end of the task. */
    private static final FailurePolicy READING =
            FailurePolicy.defaults()
                    .withClassifier(
                            FailureClassifier.defaults()
                                    .treating(StackOverflowError.class, FailureKind.POISON));

    private static final RetryPolicy CHARGING =
            new RetryPolicy(
                    3,
                    Backoff.exponential(Duration.ofMillis(2), Duration.ofMillis(100)),
                    Duration.ofSeconds(10),
                    0.2);

    private OrderJob() {}

    /** Adds the job to the environment. */
    public static void build(StreamExecutionEnvironment env, String kafka) {
        build(env, OrderTopics.on(kafka), OrderParts.real());
    }

    /** Adds the job to the environment, with topics and parts of the caller's choice. */
    public static void build(StreamExecutionEnvironment env, OrderTopics topics, OrderParts parts) {
        KafkaSource<Decoded<Order>> source =
                KafkaSource.<Decoded<Order>>builder()
                        .setBootstrapServers(topics.kafka())
                        .setTopics(topics.orders())
                        .setGroupId("order-job")
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setDeserializer(
                                RetryThenSkipDeserializationSchema.deadLetter(
                                        parts.schema(), READING))
                        .build();

        SingleOutputStreamOperator<Order> orders =
                Decoded.split(
                        env.fromSource(
                                        source,
                                        Decoded.watermarks(WatermarkStrategy.noWatermarks()),
                                        "orders")
                                .uid("orders"));

        SingleOutputStreamOperator<Receipt> receipts =
                parts.onTheWay()
                        .apply(orders)
                        .keyBy(Order::id)
                        .process(
                                DeadLetterFunctions.keyed(parts.charge(), CHARGING)
                                        .withPayloadEncoder(
                                                PayloadEncoder.of(OrderJson::write, "json"))
                                        .withOrigin(topics::origin))
                        .name("charge")
                        .uid("charge");

        receipts.sinkTo(receiptSink(topics)).name("receipts").uid("receipts");
        DeadLetters.union(orders, receipts)
                .sinkTo(deadLetterSink(topics))
                .name("dead letters")
                .uid("dead-letters");
    }

    /** The sink of receipts. */
    public static KafkaSink<Receipt> receiptSink(String kafka) {
        return receiptSink(OrderTopics.on(kafka));
    }

    private static KafkaSink<Receipt> receiptSink(OrderTopics topics) {
        SerializationSchema<Receipt> key = receipt -> receipt.order().getBytes(UTF_8);
        return KafkaSink.<Receipt>builder()
                .setKafkaProducerConfig(producerProperties())
                .setBootstrapServers(topics.kafka())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(topics.receipts())
                .setRecordSerializer(
                        KafkaRecordSerializationSchema.<Receipt>builder()
                                .setTopic(topics.receipts())
                                .setKeySerializationSchema(key)
                                .setValueSerializationSchema(OrderJson::write)
                                .build())
                .build();
    }

    private static KafkaSink<DeadLetter> deadLetterSink(OrderTopics topics) {
        return KafkaDeadLetters.sink(topics.kafka(), topics.deadLetters())
                .withProducerProperties(producerProperties())
                .exactlyOnce(topics.deadLetters())
                .build();
    }

    /** Flink's default, an hour, is more than brokers allow by default. */
    private static Properties producerProperties() {
        Properties properties = new Properties();
        properties.setProperty(
                "transaction.timeout.ms", Long.toString(TRANSACTION_TIMEOUT.toMillis()));
        return properties;
    }
}
