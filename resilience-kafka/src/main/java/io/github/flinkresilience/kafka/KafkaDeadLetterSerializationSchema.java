// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.Header;
import io.github.flinkresilience.deadletter.Payload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes Kafka records of dead letters; see {@link KafkaDeadLetters}. Immutable; does not block,
 * except that the first record asks Kafka for the partitions of the topic.
 *
 * <p>A record goes to the partition it came from, where the topic has it; else where its key leads.
 *
 * @param topic the topic to write to
 * @param dialects whose headers are written, in addition to this library's own
 * @param maxRecordBytes the most bytes a record may take in Kafka, alone in an uncompressed batch
 *     (what Kafka's producer holds against {@code max.request.size}); dead letters that are larger
 *     are shortened: the stack trace first, then the causes, then payload and key, which are then
 *     flagged as truncated
 * @param originalTimestamps whether records carry the timestamp of the record that failed instead
 *     of the time of writing; see {@link #withOriginalTimestamps()}
 */
@PublicEvolving
public record KafkaDeadLetterSerializationSchema(
        String topic, List<KafkaDialect> dialects, int maxRecordBytes, boolean originalTimestamps)
        implements KafkaRecordSerializationSchema<DeadLetter> {

    /**
     * The default of {@link #maxRecordBytes}: below the defaults of {@code max.request.size}
     * (1,048,576) and {@code max.message.bytes} (1,048,588), by what a compression codec may add to
     * bytes that it cannot compress.
     */
    public static final int DEFAULT_MAX_RECORD_BYTES = 1_000_000;

    /** The smallest {@link #maxRecordBytes} that can be asked for. */
    public static final int SMALLEST_MAX_RECORD_BYTES = 4_096;

    private static final Logger LOG =
            LoggerFactory.getLogger(KafkaDeadLetterSerializationSchema.class);
    private static final Pattern LEGAL_TOPIC =
            Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");

    public KafkaDeadLetterSerializationSchema {
        Objects.requireNonNull(topic, "topic");
        if (!LEGAL_TOPIC.matcher(topic).matches()) {
            throw new IllegalArgumentException(
                    "topic is '%s'; allowed are 1 to 249 letters, digits, '.', '_' and '-'"
                            .formatted(topic));
        }
        dialects = List.copyOf(dialects);
        if (maxRecordBytes < SMALLEST_MAX_RECORD_BYTES) {
            throw new IllegalArgumentException(
                    "maxRecordBytes is %d; allowed are %d and more, up to the topic's max.message.bytes"
                            .formatted(maxRecordBytes, SMALLEST_MAX_RECORD_BYTES));
        }
    }

    static KafkaDeadLetterSerializationSchema of(String topic) {
        return new KafkaDeadLetterSerializationSchema(
                topic, List.of(), DEFAULT_MAX_RECORD_BYTES, false);
    }

    /** A copy that also writes the headers of the dialect. */
    public KafkaDeadLetterSerializationSchema withDialect(KafkaDialect dialect) {
        List<KafkaDialect> more = new ArrayList<>(dialects);
        more.add(dialect);
        return new KafkaDeadLetterSerializationSchema(
                topic, more, maxRecordBytes, originalTimestamps);
    }

    /**
     * A copy with another cap. A topic's own {@code max.message.bytes} always fits; leave a percent
     * when the producer compresses.
     *
     * @param bytes at least {@value #SMALLEST_MAX_RECORD_BYTES}
     */
    public KafkaDeadLetterSerializationSchema withMaxRecordBytes(int bytes) {
        return new KafkaDeadLetterSerializationSchema(topic, dialects, bytes, originalTimestamps);
    }

    /**
     * A copy whose records carry the timestamp of the record that failed, or else its event time,
     * or else the time of its last failure. By default they carry the time of writing.
     *
     * <p>Mind that a topic's retention counts from the timestamp: Kafka deletes the dead letters of
     * old records as soon as they are written, unless the topic keeps them ({@code
     * retention.ms=-1}). Brokers from 4.0 on also refuse timestamps more than an hour ahead ({@code
     * message.timestamp.after.max.ms}), which fails the job.
     */
    public KafkaDeadLetterSerializationSchema withOriginalTimestamps() {
        return new KafkaDeadLetterSerializationSchema(topic, dialects, maxRecordBytes, true);
    }

    /**
     * The record of the dead letter.
     *
     * @throws UnwritableDeadLetterException if it cannot be made to fit, if a dialect fails, or if
     *     Kafka does not tell the partitions of the topic
     */
    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            DeadLetter letter, KafkaSinkContext context, @Nullable Long timestamp) {
        try {
            DeadLetter fitting = new SizeCap(maxRecordBytes, this::size).fit(letter);
            warnIfCut(letter, fitting);
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(
                            topic,
                            partition(letter, context),
                            RecordTimestamp.of(letter, originalTimestamps),
                            keyOf(fitting),
                            fitting.payload().bytes());
            headers(fitting)
                    .forEach(
                            each ->
                                    record.headers()
                                            .add(new RecordHeader(each.key(), each.value())));
            return record;
        } catch (UnwritableDeadLetterException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnwritableDeadLetterException(letter, "cannot be written to " + topic, e);
        }
    }

    private List<Header> headers(DeadLetter letter) {
        List<Header> headers = new ArrayList<>(letter.origin().headers());
        dialects.forEach(dialect -> headers.addAll(dialect.headers(letter)));
        headers.addAll(NativeHeadersWriter.headers(letter));
        return headers;
    }

    private long size(DeadLetter letter) {
        return RecordSize.of(keyOf(letter), letter.payload().bytes(), headers(letter));
    }

    @Nullable
    private Integer partition(DeadLetter letter, KafkaSinkContext context) {
        int partition = letter.origin().partition();
        return partition >= 0
                        && Arrays.stream(context.getPartitionsForTopic(topic))
                                .anyMatch(existing -> existing == partition)
                ? (Integer) partition
                : null;
    }

    @Nullable
    private static byte[] keyOf(DeadLetter letter) {
        Payload key = letter.key();
        return key == null ? null : key.bytes();
    }

    private void warnIfCut(DeadLetter letter, DeadLetter fitting) {
        if (!fitting.payload().equals(letter.payload())) {
            LOG.warn(
                    "Dead letter {} from {}: its payload of {} bytes is cut, to make a record of {}"
                            + " bytes.",
                    letter.id(),
                    letter.origin(),
                    letter.payload().originalLength(),
                    maxRecordBytes);
        }
    }
}
