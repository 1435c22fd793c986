// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** A record as Flink's Kafka source hands it to a deserializer: number 17 of orders-3. */
record RawRecord(
        @Nullable byte[] key, @Nullable byte[] value, List<Header> headers, long timestamp) {

    static RawRecord of(@Nullable String value) {
        return new RawRecord(
                "customer-7".getBytes(UTF_8),
                value == null ? null : value.getBytes(UTF_8),
                List.of(),
                1_700_000_000_123L);
    }

    RawRecord withKey(@Nullable byte[] other) {
        return new RawRecord(other, value, headers, timestamp);
    }

    RawRecord withValue(@Nullable byte[] other) {
        return new RawRecord(key, other, headers, timestamp);
    }

    RawRecord withHeaders(Header... other) {
        return new RawRecord(key, value, List.of(other), timestamp);
    }

    RawRecord withTimestamp(long other) {
        return new RawRecord(key, value, headers, other);
    }

    ConsumerRecord<byte[], byte[]> consumed() {
        return new ConsumerRecord<>(
                "orders",
                3,
                17L,
                timestamp,
                timestamp < 0 ? TimestampType.NO_TIMESTAMP_TYPE : TimestampType.CREATE_TIME,
                key == null ? -1 : key.length,
                value == null ? -1 : value.length,
                key,
                value,
                new RecordHeaders(headers),
                Optional.empty());
    }
}
