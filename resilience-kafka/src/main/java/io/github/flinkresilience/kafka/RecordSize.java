// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import io.github.flinkresilience.deadletter.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.annotation.Nullable;

/**
 * The most bytes that a record takes, alone in an uncompressed batch: what Kafka's producer
 * compares with {@code max.request.size}, and never less than what the broker compares with {@code
 * max.message.bytes}.
 */
final class RecordSize {
    /** The header of a batch: base offset to record count. */
    private static final int BATCH_OVERHEAD = 61;

    /** Length, attributes, timestamp and offset of a record, all at their longest. */
    private static final int RECORD_OVERHEAD = 21;

    private RecordSize() {}

    static long of(@Nullable byte[] key, @Nullable byte[] value, List<Header> headers) {
        long size = BATCH_OVERHEAD + RECORD_OVERHEAD + sized(key) + sized(value);
        size += varint(headers.size());
        for (Header header : headers) {
            size += sized(header.key().getBytes(StandardCharsets.UTF_8)) + sized(header.value());
        }
        return size;
    }

    /** Bytes with their length before them; null is the length -1. */
    private static long sized(@Nullable byte[] bytes) {
        return bytes == null ? 1 : (long) varint(bytes.length) + bytes.length;
    }

    /** Kafka writes lengths zigzag, seven bits a byte: a bit more than the number itself has. */
    private static int varint(int length) {
        int bits = 1 + Integer.SIZE - Integer.numberOfLeadingZeros(length);
        return (bits + 6) / 7;
    }
}
