// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import io.github.flinkresilience.deserialization.RunningDeserializer;
import java.util.List;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;

/** A Kafka deserializer as it runs in a task, given whole records. */
final class RunningKafkaDeserializer<OUT> {
    private final RunningDeserializer<OUT> running;
    private RawRecord current = RawRecord.of(null);

    private RunningKafkaDeserializer(KafkaRecordDeserializationSchema<OUT> schema)
            throws Exception {
        running =
                RunningDeserializer.of(
                        schema,
                        (clone, context) -> {
                            clone.open(context);
                            return (message, out) ->
                                    clone.deserialize(current.withValue(message).consumed(), out);
                        });
    }

    static <OUT> RunningKafkaDeserializer<OUT> of(KafkaRecordDeserializationSchema<OUT> schema)
            throws Exception {
        return new RunningKafkaDeserializer<>(schema);
    }

    /** For tests that need no more of a record than its value. */
    static <OUT> RunningDeserializer<OUT> ofValues(KafkaRecordDeserializationSchema<OUT> schema)
            throws Exception {
        return of(schema).running;
    }

    List<OUT> read(RawRecord record) throws Exception {
        current = record;
        return running.read(record.value());
    }

    long count(String name) {
        return running.count(name);
    }
}
