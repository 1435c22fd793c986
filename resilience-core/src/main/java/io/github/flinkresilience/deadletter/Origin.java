// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import java.io.Serializable;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;

/**
 * Where a record came from: a topic, partition and offset, or a position in a source of another
 * kind, or unknown.
 *
 * @param topic the topic, or null
 * @param partition the partition, or -1
 * @param offset the offset, or -1
 * @param timestamp the record's own timestamp in milliseconds since the epoch, or -1
 * @param timestampType what the timestamp is, in Kafka's words ({@code CreateTime}, {@code
 *     LogAppendTime}), or null
 * @param headers the original headers, in order
 * @param position the position in a source that is not made of topics, as text, or null
 */
@PublicEvolving
public record Origin(
        @Nullable String topic,
        int partition,
        long offset,
        long timestamp,
        @Nullable String timestampType,
        List<Header> headers,
        @Nullable String position)
        implements Serializable {

    private static final Origin UNKNOWN = new Origin(null, -1, -1L, -1L, null, List.of(), null);

    public Origin {
        headers = List.copyOf(headers);
    }

    /** Nobody knows where the record came from. */
    public static Origin unknown() {
        return UNKNOWN;
    }

    /** A record of a topic. */
    public static Origin of(String topic, int partition, long offset) {
        return new Origin(topic, partition, offset, -1L, null, List.of(), null);
    }

    /** A position in a source, as its owner writes it. */
    public static Origin at(String position) {
        return new Origin(null, -1, -1L, -1L, null, List.of(), position);
    }

    /** A copy with the record's own timestamp, in milliseconds since the epoch. */
    public Origin withTimestamp(long millis, String type) {
        return new Origin(topic, partition, offset, millis, type, headers, position);
    }

    /** A copy with the record's headers. */
    public Origin withHeaders(List<Header> original) {
        return new Origin(topic, partition, offset, timestamp, timestampType, original, position);
    }

    /** Whether topic, partition and offset, or a position, are known. */
    public boolean isKnown() {
        return topic != null || position != null;
    }

    /** {@code topic-partition@offset}, the position, or {@code unknown}. */
    @Override
    public String toString() {
        if (topic != null) {
            return topic + "-" + partition + "@" + offset;
        }
        return position != null ? position : "unknown";
    }
}
