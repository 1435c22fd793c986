// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import static java.util.Objects.requireNonNull;

import io.github.flinkresilience.deadletter.Payload;
import io.github.flinkresilience.deadletter.Stage;
import io.github.flinkresilience.deadletter.Step;
import io.github.flinkresilience.deserialization.GuardedDecoder;
import io.github.flinkresilience.deserialization.WrappedDeserializationSchema;
import java.io.IOException;
import java.io.Serializable;
import java.util.Set;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Calls the user's deserializer, of either kind, for Kafka's records. */
interface KafkaDecoding<T>
        extends GuardedDecoder.Decoding<ConsumerRecord<byte[], byte[]>, T>, Serializable {

    /**
     * What {@code KafkaRecordDeserializationSchema.valueOnly(DeserializationSchema)} and {@code of}
     * make; by name, since they are not public and one is gone from newer connectors.
     */
    Set<String> DROPPING_NULL =
            Set.of(
                    "KafkaValueOnlyDeserializationSchemaWrapper",
                    "KafkaDeserializationSchemaWrapper");

    void open(DeserializationSchema.InitializationContext context) throws Exception;

    @Override
    default Step.Subject describe(ConsumerRecord<byte[], byte[]> raw) {
        return new Step.Subject(
                Stage.DESERIALIZE,
                Payload.raw(raw.value()),
                raw.key() == null ? null : Payload.raw(raw.key()),
                KafkaOrigins.of(raw),
                raw.timestamp() < 0 ? null : raw.timestamp(),
                null,
                null);
    }

    static <T> KafkaDecoding<T> ofRecords(KafkaRecordDeserializationSchema<T> schema) {
        String type = requireNonNull(schema, "schema to wrap").getClass().getSimpleName();
        if (DROPPING_NULL.contains(type)) {
            throw new IllegalArgumentException(
                    "%s silently drops what its schema returns null for, which are records that it cannot read. Give the DeserializationSchema itself, or implement KafkaRecordDeserializationSchema."
                            .formatted(type));
        }
        return new OfRecords<>(schema);
    }

    static <T> KafkaDecoding<T> ofValues(DeserializationSchema<T> schema) {
        return new OfValues<>(
                new WrappedDeserializationSchema<>(requireNonNull(schema, "schema to wrap")));
    }

    /** By a schema that is given the whole record. */
    record OfRecords<T>(KafkaRecordDeserializationSchema<T> schema) implements KafkaDecoding<T> {
        @Override
        public void open(DeserializationSchema.InitializationContext context) throws Exception {
            schema.open(context);
        }

        @Override
        public void decode(ConsumerRecord<byte[], byte[]> raw, Collector<T> out)
                throws IOException {
            schema.deserialize(raw, out);
        }

        @Override
        public TypeInformation<T> type() {
            return schema.getProducedType();
        }

        @Override
        public boolean emitsOneResultAtMost() {
            return false;
        }
    }

    /** By a schema that is given the value. */
    record OfValues<T>(WrappedDeserializationSchema<T> wrapped) implements KafkaDecoding<T> {
        @Override
        public void open(DeserializationSchema.InitializationContext context) throws Exception {
            wrapped.schema().open(context);
        }

        @Override
        public void decode(ConsumerRecord<byte[], byte[]> raw, Collector<T> out)
                throws IOException {
            wrapped.decode(raw.value(), out);
        }

        @Override
        public TypeInformation<T> type() {
            return wrapped.schema().getProducedType();
        }

        @Override
        public boolean emitsOneResultAtMost() {
            return wrapped.returnsItsResult();
        }
    }
}
