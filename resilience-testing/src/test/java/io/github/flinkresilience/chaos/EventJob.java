// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.DeadLetterFunctions;
import io.github.flinkresilience.deadletter.DeadLetters;
import io.github.flinkresilience.deadletter.Origin;
import io.github.flinkresilience.deadletter.PayloadEncoder;
import io.github.flinkresilience.deserialization.Decoded;
import io.github.flinkresilience.kafka.KafkaDeadLetters;
import io.github.flinkresilience.kafka.RetryThenSkipDeserializationSchema;
import io.github.flinkresilience.retry.Backoff;
import io.github.flinkresilience.retry.RetryPolicy;
import io.github.flinkresilience.testing.faults.FaultPlan;
import io.github.flinkresilience.testing.ledger.Witness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job of the demo, with less in its records: Kafka, the wrapped deserializer, a wrapped keyed
 * function, Kafka exactly once, dead letters exactly once.
 */
final class EventJob {

    static final String EVENTS = "events";
    static final String RECEIPTS = "receipts";
    static final String DEAD_LETTERS = "events.dlq";
    static final String DECODED = "decoded";
    static final String COUNTED = "counted";
    static final int PARALLELISM = 2;

    private static final RetryPolicy RETRIES =
            RetryPolicy.of(3, Backoff.fixed(Duration.ofMillis(1)));

    private EventJob() {}

    /**
     * The job.
     *
     * @param notes where witnesses on the way and faults leave their notes
     */
    static StreamExecutionEnvironment describe(
            String kafka, String deadLetterKafka, Path notes, Map<String, String> options) {
        Configuration configuration = Configuration.fromMap(options);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(PARALLELISM);

        SingleOutputStreamOperator<Event> events =
                Decoded.split(
                        env.fromSource(
                                        source(kafka),
                                        Decoded.watermarks(WatermarkStrategy.noWatermarks()),
                                        "events")
                                .uid("events"));
        FaultPlan deaths = deaths(notes);
        SingleOutputStreamOperator<Receipt> receipts =
                events.map(Witness.of(DECODED, notes, Event::id))
                        .returns(Event.class)
                        .uid("decoded")
                        .keyBy(Event::key)
                        .process(
                                DeadLetterFunctions.keyed(deaths.keyed(new CountPerKey()), RETRIES)
                                        .withPayloadEncoder(
                                                PayloadEncoder.of(EventJob::payload, "event"))
                                        .withOrigin(EventJob::origin))
                        .uid("count");
        receipts.map(Witness.of(COUNTED, notes, Receipt::id))
                .returns(Receipt.class)
                .uid("counted")
                .sinkTo(receiptSink(kafka))
                .uid("receipts");
        DeadLetters.union(events, receipts)
                .sinkTo(deadLetterSink(deadLetterKafka))
                .uid("dead-letters");
        return env;
    }

    /** Each of these events does its harm once in the life of the job. */
    private static FaultPlan deaths(Path notes) {
        return FaultPlan.on((Event event) -> event.kind() == Event.Kind.LETHAL)
                .rememberedIn(notes.resolve("lethal"))
                .exit(7)
                .times(1)
                .and(
                        FaultPlan.on((Event event) -> event.kind() == Event.Kind.HUGE)
                                .outOfMemory()
                                .times(1)
                                .rememberedIn(notes.resolve("huge")));
    }

    private static byte[] payload(Event event) {
        return Event.write(event.id(), event.key(), event.kind());
    }

    private static Origin origin(Event event) {
        return Origin.of(EVENTS, event.partition(), event.offset());
    }

    private static KafkaSource<Decoded<Event>> source(String kafka) {
        return KafkaSource.<Decoded<Event>>builder()
                .setBootstrapServers(kafka)
                .setTopics(EVENTS)
                .setGroupId("event-job")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(RetryThenSkipDeserializationSchema.deadLetter(new EventSchema()))
                .build();
    }

    private static KafkaSink<Receipt> receiptSink(String kafka) {
        return KafkaSink.<Receipt>builder()
                .setBootstrapServers(kafka)
                .setKafkaProducerConfig(producerProperties())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix("receipts")
                .setRecordSerializer(new ReceiptRecords())
                .build();
    }

    private static KafkaSink<DeadLetter> deadLetterSink(String kafka) {
        return KafkaDeadLetters.sink(kafka, DEAD_LETTERS)
                .withProducerProperties(producerProperties())
                .exactlyOnce("events-dlq")
                .build();
    }

    private static Properties producerProperties() {
        Properties properties = new Properties();
        properties.setProperty("transaction.timeout.ms", "900000");
        return properties;
    }
}
