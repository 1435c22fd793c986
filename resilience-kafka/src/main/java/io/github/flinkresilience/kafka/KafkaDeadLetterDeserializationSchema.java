// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.DeadLetterTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** See {@link KafkaDeadLetters#deserializer()}. */
final class KafkaDeadLetterDeserializationSchema
        implements KafkaRecordDeserializationSchema<DeadLetter> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<DeadLetter> out)
            throws IOException {
        out.collect(KafkaDeadLetters.read(record));
    }

    @Override
    public TypeInformation<DeadLetter> getProducedType() {
        return DeadLetterTypeInfo.INSTANCE;
    }
}
