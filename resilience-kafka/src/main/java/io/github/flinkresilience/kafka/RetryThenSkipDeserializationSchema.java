// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import static java.util.Objects.requireNonNull;

import io.github.flinkresilience.deadletter.FailurePolicy;
import io.github.flinkresilience.deserialization.Decoded;
import io.github.flinkresilience.deserialization.Disposition;
import io.github.flinkresilience.deserialization.GuardedDecoder;
import java.io.IOException;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Wraps any Kafka deserializer: a transient failure is tried again within the policy's bounds; a
 * record that still cannot be read, or is a poison pill, becomes a dead letter with its key, value
 * and headers byte for byte, its topic, partition and offset, or is skipped.
 *
 * <pre>{@code
 * KafkaSource<Decoded<Order>> source =
 *         KafkaSource.<Decoded<Order>>builder()
 *                 .setDeserializer(RetryThenSkipDeserializationSchema.deadLetter(new OrderSchema()))
 *                 ...
 * SingleOutputStreamOperator<Order> orders =
 *         Decoded.split(env.fromSource(source, Decoded.watermarks(strategy), "orders"));
 * }</pre>
 *
 * <p>A record with a null value is a tombstone: it goes to the wrapped deserializer, which may emit
 * nothing for it. What operators downstream throw is never taken for the deserializer's failure.
 * Blocks the source's task while it waits to retry. Records are kept as they are, not copied: a
 * deserializer that modifies bytes or removes headers needs {@link
 * FailurePolicy#withInputSnapshot}.
 *
 * <p>An outage of a service that the wrapped one asks, a schema registry say, may last longer than
 * all retries: {@link io.github.flinkresilience.retry.RetriesSpent#FAIL_JOB} keeps it from turning
 * the whole input into dead letters; the default does not.
 *
 * @param <T> what the wrapped deserializer emits
 * @param <OUT> what this one emits
 */
@PublicEvolving
public final class RetryThenSkipDeserializationSchema<T, OUT>
        implements KafkaRecordDeserializationSchema<OUT> {
    private static final long serialVersionUID = 1L;

    private final KafkaDecoding<T> decoding;
    private final FailurePolicy policy;
    private final Disposition<T, OUT> disposition;

    @SuppressWarnings("NullAway.Init") // made in open
    private transient GuardedDecoder<ConsumerRecord<byte[], byte[]>, T, OUT> decoder;

    private RetryThenSkipDeserializationSchema(
            KafkaDecoding<T> decoding, FailurePolicy policy, Disposition<T, OUT> disposition) {
        this.decoding = decoding;
        this.policy = requireNonNull(policy, "failure policy");
        this.disposition = disposition;
    }

    /** Unreadable records become dead letters; the schema reads the value only. */
    public static <T> RetryThenSkipDeserializationSchema<T, Decoded<T>> deadLetter(
            DeserializationSchema<T> schema) {
        return deadLetter(schema, FailurePolicy.defaults());
    }

    /**
     * Unreadable records become dead letters; the schema reads the value only.
     *
     * @param policy what it leaves open is the default here; to take it from the job's
     *     configuration give {@code policy.resolve(env.getConfiguration())}
     */
    public static <T> RetryThenSkipDeserializationSchema<T, Decoded<T>> deadLetter(
            DeserializationSchema<T> schema, FailurePolicy policy) {
        return new RetryThenSkipDeserializationSchema<>(
                KafkaDecoding.ofValues(schema), policy, new Disposition.Decode<>());
    }

    /** Unreadable records become dead letters; see {@link Decoded#split}. */
    public static <T> RetryThenSkipDeserializationSchema<T, Decoded<T>> deadLetter(
            KafkaRecordDeserializationSchema<T> schema) {
        return deadLetter(schema, FailurePolicy.defaults());
    }

    /**
     * Unreadable records become dead letters; see {@link Decoded#split}.
     *
     * @param policy what it leaves open is the default here; to take it from the job's
     *     configuration give {@code policy.resolve(env.getConfiguration())}
     */
    public static <T> RetryThenSkipDeserializationSchema<T, Decoded<T>> deadLetter(
            KafkaRecordDeserializationSchema<T> schema, FailurePolicy policy) {
        return new RetryThenSkipDeserializationSchema<>(
                KafkaDecoding.ofRecords(schema), policy, new Disposition.Decode<>());
    }

    /**
     * Unreadable records are skipped, counted, and logged where they are the first of their kind;
     * the schema reads the value only.
     */
    public static <T> RetryThenSkipDeserializationSchema<T, T> skip(
            DeserializationSchema<T> schema) {
        return skip(schema, FailurePolicy.defaults());
    }

    /**
     * Unreadable records are skipped, counted, and logged where they are the first of their kind;
     * the schema reads the value only.
     */
    public static <T> RetryThenSkipDeserializationSchema<T, T> skip(
            DeserializationSchema<T> schema, FailurePolicy policy) {
        return new RetryThenSkipDeserializationSchema<>(
                KafkaDecoding.ofValues(schema), policy, new Disposition.Skip<>());
    }

    /**
     * Unreadable records are skipped, counted, and logged with topic, partition and offset where
     * they are the first of their kind.
     */
    public static <T> RetryThenSkipDeserializationSchema<T, T> skip(
            KafkaRecordDeserializationSchema<T> schema) {
        return skip(schema, FailurePolicy.defaults());
    }

    /**
     * Unreadable records are skipped, counted, and logged with topic, partition and offset where
     * they are the first of their kind.
     */
    public static <T> RetryThenSkipDeserializationSchema<T, T> skip(
            KafkaRecordDeserializationSchema<T> schema, FailurePolicy policy) {
        return new RetryThenSkipDeserializationSchema<>(
                KafkaDecoding.ofRecords(schema), policy, new Disposition.Skip<>());
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) throws Exception {
        decoding.open(context);
        decoder =
                GuardedDecoder.open(
                        context.getMetricGroup(),
                        policy,
                        disposition,
                        decoding,
                        KafkaOrigins::copyOf);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<OUT> out)
            throws IOException {
        decoder.decode(message, out);
    }

    @Override
    public TypeInformation<OUT> getProducedType() {
        return disposition.type(decoding.type(), policy);
    }
}
