// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.ledger;

import io.github.flinkresilience.testing.kafka.KafkaRecords;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.annotation.Nullable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Records of Kafka topics as sightings: their keys, their values as payloads, and {@code
 * topic-partition@offset} for the place.
 *
 * <p>Every function that tells a record's id must give one for every record, unreadable ones
 * included; {@link #place} does, where the records of the source are meant.
 */
public final class KafkaSightings {

    private KafkaSightings() {}

    /**
     * The sightings of records that have been read before.
     *
     * @throws IllegalArgumentException if the function throws, or gives null; the message names the
     *     record's place
     */
    public static List<Sighting> of(
            List<ConsumerRecord<byte[], byte[]>> records,
            Function<? super ConsumerRecord<byte[], byte[]>, String> id) {
        Map<TopicPartition, String> lines = new HashMap<>();
        Map<String, String> keys = new HashMap<>();
        List<Sighting> sightings = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            String line =
                    lines.computeIfAbsent(
                            new TopicPartition(record.topic(), record.partition()),
                            TopicPartition::toString);
            sightings.add(
                    new Sighting(
                            id(record, id),
                            shared(keys, text(record.key())),
                            record.value(),
                            line,
                            record.offset()));
        }
        return sightings;
    }

    /**
     * Reads what exactly-once readers see of a topic; blocks.
     *
     * @throws AssertionError if the deadline passes first
     * @throws IllegalArgumentException as in {@link #of}
     */
    public static List<Sighting> committed(
            String bootstrapServers,
            String topic,
            Duration deadline,
            Function<? super ConsumerRecord<byte[], byte[]>, String> id) {
        return read(bootstrapServers, topic, IsolationLevel.READ_COMMITTED, deadline, id);
    }

    /**
     * Reads everything that was ever written to a topic, in open and aborted transactions too;
     * blocks. Evidence on the way, and no outcome of an exactly-once job.
     *
     * @throws AssertionError if the deadline passes first
     * @throws IllegalArgumentException as in {@link #of}
     */
    public static List<Sighting> uncommitted(
            String bootstrapServers,
            String topic,
            Duration deadline,
            Function<? super ConsumerRecord<byte[], byte[]>, String> id) {
        return read(bootstrapServers, topic, IsolationLevel.READ_UNCOMMITTED, deadline, id);
    }

    /** The place of a record, {@code topic-partition@offset}: an id for the records of a source. */
    public static String place(ConsumerRecord<?, ?> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    /** Bytes of a key as text, different for different bytes. */
    @Nullable
    static String text(@Nullable byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return "0x" + HexFormat.of().formatHex(bytes);
        }
    }

    /** One string for equal keys: there are often many records of a key. */
    @Nullable
    private static String shared(Map<String, String> keys, @Nullable String key) {
        return key == null ? null : keys.computeIfAbsent(key, first -> first);
    }

    private static List<Sighting> read(
            String bootstrapServers,
            String topic,
            IsolationLevel isolation,
            Duration deadline,
            Function<? super ConsumerRecord<byte[], byte[]>, String> id) {
        return of(KafkaRecords.read(bootstrapServers, topic, isolation, deadline), id);
    }

    private static String id(
            ConsumerRecord<byte[], byte[]> record,
            Function<? super ConsumerRecord<byte[], byte[]>, String> function) {
        String id;
        try {
            id = function.apply(record);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("no id for the record at " + place(record), e);
        }
        if (id == null) {
            throw new IllegalArgumentException("no id for the record at " + place(record));
        }
        return id;
    }
}
