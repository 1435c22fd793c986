// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import io.github.flinkresilience.deadletter.DeadLetter;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Dead letters as Kafka records, and back.
 *
 * <p>A dead letter's record has the dead letter's key and payload for key and value, the original
 * headers in their order, and after them headers that begin with {@code __flink.errors.} and say
 * everything else. Where a source could not read a record these are its own key, value and headers,
 * byte for byte. {@link KafkaDialect}s add the headers that other tools know.
 *
 * <pre>{@code
 * DeadLetters.of(orders)
 *         .sinkTo(KafkaDeadLetters.sink("kafka:9092", "orders.dlq").exactlyOnce("orders-dlq").build());
 * }</pre>
 *
 * <p>A dead letter that cannot be written fails the job: it is neither dropped nor only logged.
 */
@PublicEvolving
public final class KafkaDeadLetters {
    private KafkaDeadLetters() {}

    /**
     * A sink for dead letters, at least once; {@link KafkaDeadLetterSink#build()} makes Flink's
     * {@code KafkaSink} of it.
     *
     * @param bootstrapServers brokers as Kafka clients take them: {@code host:port,host:port}
     * @param topic the topic to write to
     * @throws IllegalArgumentException if there are no servers, or the topic has no legal name
     */
    public static KafkaDeadLetterSink sink(String bootstrapServers, String topic) {
        return KafkaDeadLetterSink.of(bootstrapServers, serializationSchema(topic));
    }

    /**
     * What makes records of dead letters, for jobs that build their {@code KafkaSink} themselves.
     *
     * @throws IllegalArgumentException if the topic has no legal name
     */
    public static KafkaDeadLetterSerializationSchema serializationSchema(String topic) {
        return KafkaDeadLetterSerializationSchema.of(topic);
    }

    /**
     * The dead letter that a sink of this library wrote as the given record; equal to the one that
     * was written. Neither blocks nor modifies the record. The dead letter shares its arrays.
     *
     * @throws MalformedDeadLetterException if the record is not such a dead letter, was written by
     *     a newer release, or is damaged
     */
    public static DeadLetter read(ConsumerRecord<byte[], byte[]> record)
            throws MalformedDeadLetterException {
        return NativeHeadersReader.read(record);
    }

    /**
     * {@link #read} for Flink's {@code KafkaSource}: a source of dead letters, such as a job that
     * replays them needs. Records that are not dead letters fail the job.
     */
    public static KafkaRecordDeserializationSchema<DeadLetter> deserializer() {
        return new KafkaDeadLetterDeserializationSchema();
    }
}
