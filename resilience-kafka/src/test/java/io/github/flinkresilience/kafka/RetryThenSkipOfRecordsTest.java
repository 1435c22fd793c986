// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import io.github.flinkresilience.deadletter.FailurePolicy;
import io.github.flinkresilience.deserialization.Decoded;
import io.github.flinkresilience.deserialization.RetryThenSkipContract;
import io.github.flinkresilience.deserialization.RunningDeserializer;
import io.github.flinkresilience.deserialization.WrappedDeserializationSchema;
import java.io.IOException;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Around a schema that is given the whole record. */
class RetryThenSkipOfRecordsTest extends RetryThenSkipContract {

    @Override
    protected <T> RunningDeserializer<Decoded<T>> runWithDeadLetters(
            DeserializationSchema<T> schema, FailurePolicy policy) throws Exception {
        return RunningKafkaDeserializer.ofValues(
                RetryThenSkipDeserializationSchema.deadLetter(ofRecords(schema), policy));
    }

    @Override
    protected <T> RunningDeserializer<T> runSkipping(
            DeserializationSchema<T> schema, FailurePolicy policy) throws Exception {
        return RunningKafkaDeserializer.ofValues(
                RetryThenSkipDeserializationSchema.skip(ofRecords(schema), policy));
    }

    private static <T> KafkaRecordDeserializationSchema<T> ofRecords(
            DeserializationSchema<T> schema) {
        return new OfRecords<>(schema, new WrappedDeserializationSchema<>(schema));
    }

    private record OfRecords<T>(
            DeserializationSchema<T> schema, WrappedDeserializationSchema<T> wrapped)
            implements KafkaRecordDeserializationSchema<T> {
        @Override
        public void open(DeserializationSchema.InitializationContext context) throws Exception {
            schema.open(context);
        }

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out)
                throws IOException {
            wrapped.decode(record.value(), out);
        }

        @Override
        public TypeInformation<T> getProducedType() {
            return schema.getProducedType();
        }
    }
}
