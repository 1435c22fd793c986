// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import io.github.flinkresilience.deadletter.Header;
import io.github.flinkresilience.deadletter.Origin;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** What a dead letter keeps of a Kafka record besides key and value. */
final class KafkaOrigins {
    private KafkaOrigins() {}

    static Origin of(ConsumerRecord<byte[], byte[]> raw) {
        List<Header> headers = new ArrayList<>();
        raw.headers().forEach(header -> headers.add(new Header(header.key(), header.value())));
        return Origin.of(raw.topic(), raw.partition(), raw.offset())
                .withTimestamp(raw.timestamp(), raw.timestampType().toString())
                .withHeaders(headers);
    }

    /** A record of the same content, over its own arrays: deserializers even remove headers. */
    static ConsumerRecord<byte[], byte[]> copyOf(ConsumerRecord<byte[], byte[]> raw) {
        return new ConsumerRecord<>(
                raw.topic(),
                raw.partition(),
                raw.offset(),
                raw.timestamp(),
                raw.timestampType(),
                raw.serializedKeySize(),
                raw.serializedValueSize(),
                copyOf(raw.key()),
                copyOf(raw.value()),
                copyOf(raw.headers()),
                raw.leaderEpoch());
    }

    private static Headers copyOf(Headers headers) {
        Headers copy = new RecordHeaders();
        headers.forEach(header -> copy.add(header.key(), copyOf(header.value())));
        return copy;
    }

    @Nullable
    private static byte[] copyOf(@Nullable byte[] bytes) {
        return bytes == null ? null : bytes.clone();
    }
}
