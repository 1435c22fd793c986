// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import io.github.flinkresilience.deserialization.Decoded;
import io.github.flinkresilience.deserialization.DecodedTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The code that everybody writes first: a try around the whole of it, a dead letter in the catch.
 *
 * @param caught which exceptions
 */
record ObviousSchema(DeserializationSchema<String> schema, Class<? extends Exception> caught)
        implements KafkaRecordDeserializationSchema<Decoded<String>> {

    @Override
    public void open(DeserializationSchema.InitializationContext context) throws Exception {
        schema.open(context);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Decoded<String>> out)
            throws IOException {
        try {
            String value = schema.deserialize(record.value());
            if (value != null) {
                out.collect(Decoded.value(value));
            }
        } catch (IOException | RuntimeException e) {
            if (!caught.isInstance(e)) {
                throw e;
            }
            out.collect(Decoded.deadLetter(Records.deadLetter()));
        }
    }

    @Override
    public TypeInformation<Decoded<String>> getProducedType() {
        return new DecodedTypeInfo<>(schema.getProducedType());
    }
}
