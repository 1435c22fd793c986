// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import io.github.flinkresilience.deadletter.DeadLetter;
import java.util.Objects;
import java.util.Properties;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;

/**
 * Describes a sink that writes dead letters to Kafka; immutable. {@link #build()} makes Flink's own
 * {@link KafkaSink} of it. Start with {@link KafkaDeadLetters#sink}.
 */
@PublicEvolving
public final class KafkaDeadLetterSink {
    private static final int LONGEST_TRANSACTIONAL_ID_PREFIX = 64;

    private final String bootstrapServers;
    private final KafkaDeadLetterSerializationSchema schema;
    private final ProducerSettings producer;
    @Nullable private final String transactionalIdPrefix;

    private KafkaDeadLetterSink(
            String bootstrapServers,
            KafkaDeadLetterSerializationSchema schema,
            ProducerSettings producer,
            @Nullable String transactionalIdPrefix) {
        this.bootstrapServers = bootstrapServers;
        this.schema = schema;
        this.producer = producer;
        this.transactionalIdPrefix = transactionalIdPrefix;
    }

    static KafkaDeadLetterSink of(
            String bootstrapServers, KafkaDeadLetterSerializationSchema schema) {
        Objects.requireNonNull(bootstrapServers, "bootstrapServers");
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException(
                    "bootstrapServers is '%s'; allowed is a list such as host:9092,host:9092"
                            .formatted(bootstrapServers));
        }
        return new KafkaDeadLetterSink(bootstrapServers, schema, ProducerSettings.none(), null);
    }

    /**
     * Writes each dead letter exactly once, in Kafka transactions that are committed with Flink's
     * checkpoints; readers need {@code isolation.level=read_committed}. The job needs checkpoints.
     *
     * <p>Flink asks for transactions of one hour and Kafka's brokers allow 15 minutes by default:
     * set {@code transaction.timeout.ms} in {@link #withProducerProperties}, or {@code
     * transaction.max.timeout.ms} at the brokers.
     *
     * @param transactionalIdPrefix distinguishes this sink from every other one that writes to the
     *     same Kafka cluster, and stays the same across restarts; 1 to 64 characters
     * @throws IllegalArgumentException if it is blank or too long
     */
    public KafkaDeadLetterSink exactlyOnce(String transactionalIdPrefix) {
        Objects.requireNonNull(transactionalIdPrefix, "transactionalIdPrefix");
        if (transactionalIdPrefix.isBlank()
                || transactionalIdPrefix.length() > LONGEST_TRANSACTIONAL_ID_PREFIX) {
            throw new IllegalArgumentException(
                    "transactionalIdPrefix is '%s'; allowed are 1 to %d characters, not all blank"
                            .formatted(transactionalIdPrefix, LONGEST_TRANSACTIONAL_ID_PREFIX));
        }
        return new KafkaDeadLetterSink(bootstrapServers, schema, producer, transactionalIdPrefix);
    }

    /** Also writes the headers of the dialect. */
    public KafkaDeadLetterSink withDialect(KafkaDialect dialect) {
        return with(schema.withDialect(dialect));
    }

    /**
     * Shortens dead letters that would take more bytes; see {@link
     * KafkaDeadLetterSerializationSchema#withMaxRecordBytes}. Above Kafka's default, the producer's
     * {@code max.request.size} is raised with it, unless the producer properties set it.
     *
     * @throws IllegalArgumentException if it is too small
     */
    public KafkaDeadLetterSink withMaxRecordBytes(int bytes) {
        return with(schema.withMaxRecordBytes(bytes));
    }

    /** See {@link KafkaDeadLetterSerializationSchema#withOriginalTimestamps()}. */
    public KafkaDeadLetterSink withOriginalTimestamps() {
        return with(schema.withOriginalTimestamps());
    }

    /**
     * Properties of the Kafka producer: security, compression, timeouts. Replaces ones given
     * before; copied.
     */
    public KafkaDeadLetterSink withProducerProperties(Properties properties) {
        return new KafkaDeadLetterSink(
                bootstrapServers, schema, ProducerSettings.of(properties), transactionalIdPrefix);
    }

    /**
     * The sink.
     *
     * @throws IllegalArgumentException if the producer properties could lose dead letters: {@code
     *     acks=0}, serializers that do not write bytes, or limits below the cap
     */
    public KafkaSink<DeadLetter> build() {
        KafkaSinkBuilder<DeadLetter> builder =
                KafkaSink.<DeadLetter>builder()
                        .setKafkaProducerConfig(producer.fitFor(schema.maxRecordBytes()))
                        .setBootstrapServers(bootstrapServers)
                        .setRecordSerializer(schema);
        return transactionalIdPrefix == null
                ? builder.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE).build()
                : builder.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                        .setTransactionalIdPrefix(transactionalIdPrefix)
                        .build();
    }

    private KafkaDeadLetterSink with(KafkaDeadLetterSerializationSchema other) {
        return new KafkaDeadLetterSink(bootstrapServers, other, producer, transactionalIdPrefix);
    }
}
