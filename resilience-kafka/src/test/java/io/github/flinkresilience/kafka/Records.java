// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.FailedAttempt;
import io.github.flinkresilience.deadletter.FailedAttempts;
import io.github.flinkresilience.deadletter.OperatorInfo;
import io.github.flinkresilience.deadletter.Origin;
import io.github.flinkresilience.deadletter.Payload;
import io.github.flinkresilience.deadletter.Stage;
import io.github.flinkresilience.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;

/** One plain dead letter, and what Kafka makes of a record between producer and consumer. */
final class Records {
    static final String TOPIC = "orders.dlq";

    private Records() {}

    static DeadLetter deadLetter() {
        return new DeadLetter(
                "orders-3@17",
                Stage.PROCESS,
                Payload.raw(utf8("{\"amount\":-1}")),
                Payload.raw(utf8("customer-7")),
                Origin.of("orders", 3, 17).withTimestamp(1_700_000_000_123L, "CreateTime"),
                new OperatorInfo("billing", "0".repeat(32), "charge", "charge-uid", 2, 0),
                new Failure(
                        "java.lang.IllegalArgumentException",
                        "amount is negative",
                        "java.lang.IllegalArgumentException: amount is negative\n"
                                + "\tat com.shop.Charge.charge(Charge.java:17)\n",
                        List.of("java.lang.IllegalArgumentException: amount is negative"),
                        "f00d"),
                FailedAttempts.first(
                        new FailedAttempt(Instant.parse("2026-01-31T12:00:00.250Z"), "f00d")),
                1_600_000_000_000L,
                null,
                null,
                0,
                0,
                0);
    }

    static DeadLetter withoutEventTime(DeadLetter letter) {
        return new DeadLetter(
                letter.id(),
                letter.stage(),
                letter.payload(),
                letter.key(),
                letter.origin(),
                letter.operator(),
                letter.failure(),
                letter.attempts(),
                null,
                letter.watermark(),
                letter.timer(),
                letter.outputsDiscarded(),
                letter.outputsEmitted(),
                letter.replays());
    }

    static ProducerRecord<byte[], byte[]> write(DeadLetter letter) {
        return write(letter, KafkaDeadLetters.serializationSchema(TOPIC));
    }

    static ProducerRecord<byte[], byte[]> write(
            DeadLetter letter, KafkaDeadLetterSerializationSchema schema) {
        return write(letter, schema, 4);
    }

    static ProducerRecord<byte[], byte[]> write(
            DeadLetter letter, KafkaDeadLetterSerializationSchema schema, int partitions) {
        return schema.serialize(letter, partitions(partitions), null);
    }

    static DeadLetter read(ProducerRecord<byte[], byte[]> record)
            throws MalformedDeadLetterException {
        return KafkaDeadLetters.read(consumed(record));
    }

    static ConsumerRecord<byte[], byte[]> consumed(ProducerRecord<byte[], byte[]> record) {
        return new ConsumerRecord<>(
                record.topic(),
                1,
                42L,
                0L,
                TimestampType.CREATE_TIME,
                0,
                0,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty());
    }

    /** Where the topic has so many partitions. */
    static KafkaSinkContext partitions(int count) {
        return new KafkaSinkContext() {
            @Override
            public int getParallelInstanceId() {
                return 0;
            }

            @Override
            public int getNumberOfParallelInstances() {
                return 1;
            }

            @Override
            public int[] getPartitionsForTopic(String topic) {
                int[] partitions = new int[count];
                for (int i = 0; i < count; i++) {
                    partitions[i] = i;
                }
                return partitions;
            }
        };
    }

    static List<Header> headers(ProducerRecord<?, ?> record) {
        List<Header> headers = new ArrayList<>();
        record.headers().forEach(headers::add);
        return headers;
    }

    static String text(ProducerRecord<?, ?> record, String header) {
        return new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
