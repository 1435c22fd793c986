// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a {@link KafkaRecordDeserializationSchema} promises to its source: see {@link
 * DeserializationSchemaContract}. Random inputs have random keys and values.
 *
 * @param <T> what the schema emits
 */
public abstract class KafkaRecordDeserializationSchemaContract<T>
        extends DecodingContract<ConsumerRecord<byte[], byte[]>, T> {

    /** A new schema, not opened yet. */
    protected abstract KafkaRecordDeserializationSchema<T> schema() throws Exception;

    @Override
    final Inputs<ConsumerRecord<byte[], byte[]>> inputs() {
        return new ConsumerRecords();
    }

    @Override
    final Decoder<ConsumerRecord<byte[], byte[]>, T> original() throws Exception {
        return open(schema());
    }

    @Override
    final Decoder<ConsumerRecord<byte[], byte[]>, T> shipped() throws Exception {
        return open(Shipped.clone(schema()));
    }

    private Decoder<ConsumerRecord<byte[], byte[]>, T> open(
            KafkaRecordDeserializationSchema<T> schema) throws Exception {
        schema.open(new SchemaContext(getClass().getClassLoader()));
        return new Decoder<>(schema::deserialize, schema.getProducedType());
    }
}
