// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.Header;
import io.github.flinkresilience.deadletter.Payload;
import io.github.flinkresilience.failure.Failure;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.DefaultRecord;
import org.apache.kafka.common.record.RecordBatch;
import org.junit.jupiter.api.Test;

class SizeCapTest {
    private static final int BATCH_OVERHEAD = 61;

    @Test
    void shouldFitWhatKafkaCountsWhateverTheSizes() throws Exception {
        Random random = new Random(99);
        int shortened = 0;
        for (int i = 0; i < 3_000; i++) {
            int scale = 1 << (4 + random.nextInt(13));
            DeadLetter letter = new RandomDeadLetters(i, scale).next();
            KafkaDeadLetterSerializationSchema schema = capped(12_000 + random.nextInt(60_000));
            if (random.nextBoolean()) {
                schema = schema.withDialect(KafkaDialect.spring());
            }

            ProducerRecord<byte[], byte[]> record = Records.write(letter, schema);

            assertThat(producersCount(record))
                    .as("record %d", i)
                    .isLessThanOrEqualTo(schema.maxRecordBytes());
            assertThat(brokersCount(record)).isLessThanOrEqualTo(producersCount(record));
            DeadLetter read = Records.read(record);
            assertOnlyShortened(letter, read);
            assertSameRecord(Records.write(read, schema), record);
            shortened += read.equals(letter) ? 0 : 1;
        }
        assertThat(shortened).isBetween(500, 2_500);
    }

    @Test
    void shouldCutNoMoreThanItMustWhenTheStackTraceIsTooLong() throws Exception {
        DeadLetter letter = letter("s".repeat(20_000), List.of("cause"), 1_000);

        ProducerRecord<byte[], byte[]> record = Records.write(letter, capped(8_000));

        assertThat(producersCount(record)).isBetween(7_998, 8_000);
        DeadLetter read = Records.read(record);
        assertThat(read.failure().stackTrace()).endsWith("s...").hasSizeGreaterThan(4_000);
        assertThat(read.failure().causes()).isEqualTo(letter.failure().causes());
        assertThat(read.payload()).isEqualTo(letter.payload());
    }

    @Test
    void shouldCutBetweenCharactersWhenOneTakesTwoChars() throws Exception {
        DeadLetter letter = letter("🛒".repeat(5_000), List.of("🛒".repeat(3_000)), 10);
        for (int cap = 8_000; cap < 18_000; cap += 501) {
            Failure read = Records.read(Records.write(letter, capped(cap))).failure();

            assertThat(read.stackTrace() + read.causes()).contains("🛒").doesNotContain("?");
        }
    }

    @Test
    void shouldShortenTheCausesNextWhenTheStackTraceIsNotEnough() throws Exception {
        DeadLetter letter = letter("s".repeat(20_000), List.of("c".repeat(6_000), "root"), 3_000);

        ProducerRecord<byte[], byte[]> record = Records.write(letter, capped(8_000));

        assertThat(producersCount(record)).isBetween(7_998, 8_000);
        DeadLetter read = Records.read(record);
        assertThat(read.failure().stackTrace()).isEmpty();
        assertThat(read.failure().causes().get(0)).endsWith("c...").hasSizeGreaterThan(2_000);
        assertThat(read.failure().causes().get(1)).isEqualTo("root");
        assertThat(read.payload()).isEqualTo(letter.payload());
    }

    @Test
    void shouldCutThePayloadAndSaySoWhenNothingElseIsEnough() throws Exception {
        DeadLetter letter = letter("stack", List.of("c".repeat(6_000)), 500_000);

        ProducerRecord<byte[], byte[]> record = Records.write(letter, capped(8_000));

        assertThat(producersCount(record)).isBetween(7_998, 8_000);
        Payload payload = Records.read(record).payload();
        assertThat(payload.truncated()).isTrue();
        assertThat(payload.originalLength()).isEqualTo(500_000);
        assertThat(payload.sha256()).isEqualTo(letter.payload().sha256());
        assertThat(payload.bytes()).hasSizeGreaterThan(5_000);
        assertThat(Records.read(record).failure().causes().get(0)).hasSize(256);
        assertThat(Records.text(record, "__flink.errors.payload.truncated")).isEqualTo("true");
    }

    @Test
    void shouldCutTheKeyLastWhenItAloneIsTooLarge() throws Exception {
        DeadLetter letter =
                letter("stack", List.of("cause"), 500_000).withKey(Payload.raw(new byte[50_000]));

        DeadLetter read = Records.read(Records.write(letter, capped(8_000)));

        assertThat(read.payload().bytes()).isEmpty();
        assertThat(read.key().truncated()).isTrue();
        assertThat(read.key().bytes()).hasSizeGreaterThan(5_000);
        assertThat(read.failure()).isEqualTo(letter.failure().withoutDetails());
    }

    @Test
    void shouldFailAndNameTheDeadLetterWhenOriginalHeadersAloneAreTooLarge() {
        DeadLetter plain = Records.deadLetter();
        DeadLetter letter =
                plain.withOrigin(
                        plain.origin()
                                .withHeaders(List.of(new Header("blob", new byte[1_000_000]))));

        assertThatThrownBy(() -> Records.write(letter))
                .isInstanceOf(UnwritableDeadLetterException.class)
                .hasMessageContaining("dead letter orders-3@17 from orders-3@17: its headers alone")
                .hasMessageEndingWith("maxRecordBytes is 1,000,000");
    }

    @Test
    void shouldLeaveHeadroomBelowKafkasDefaultsWhenNothingIsConfigured() {
        DeadLetter letter = letter("s".repeat(8_192), List.of("cause"), 1_048_500);

        ProducerRecord<byte[], byte[]> record = Records.write(letter);

        assertThat(producersCount(record)).isBetween(999_990, 1_000_000);
    }

    private static KafkaDeadLetterSerializationSchema capped(int bytes) {
        return KafkaDeadLetters.serializationSchema(Records.TOPIC).withMaxRecordBytes(bytes);
    }

    private static DeadLetter letter(String stackTrace, List<String> causes, int payloadLength) {
        byte[] payload = new byte[payloadLength];
        new Random(1).nextBytes(payload);
        return Records.deadLetter()
                .withPayload(Payload.raw(payload))
                .withFailure(new Failure("java.lang.Exception", null, stackTrace, causes, "f00d"));
    }

    private static void assertOnlyShortened(DeadLetter letter, DeadLetter read) {
        assertThat(
                        read.withFailure(letter.failure())
                                .withPayload(letter.payload())
                                .withKey(letter.key()))
                .isEqualTo(letter);
        if (!read.payload().equals(letter.payload())) {
            assertThat(read.failure().stackTrace()).isEmpty();
            assertThat(read.payload().truncated()).isTrue();
            assertThat(read.payload().sha256()).isEqualTo(letter.payload().sha256());
        } else if (!read.failure().causes().equals(letter.failure().causes())) {
            assertThat(read.failure().stackTrace()).isEmpty();
        }
        if (read.key() != null && !read.key().equals(letter.key())) {
            assertThat(read.payload().bytes()).isNullOrEmpty();
        }
    }

    private static void assertSameRecord(
            ProducerRecord<byte[], byte[]> record, ProducerRecord<byte[], byte[]> other) {
        assertThat(record.key()).isEqualTo(other.key());
        assertThat(record.value()).isEqualTo(other.value());
        assertThat(Records.headers(record)).isEqualTo(Records.headers(other));
    }

    /** What the producer compares with max.request.size. */
    private static int producersCount(ProducerRecord<byte[], byte[]> record) {
        return AbstractRecords.estimateSizeInBytesUpperBound(
                RecordBatch.MAGIC_VALUE_V2,
                CompressionType.NONE,
                record.key(),
                record.value(),
                record.headers().toArray());
    }

    /** What the broker compares with max.message.bytes: a batch of this record alone. */
    private static int brokersCount(ProducerRecord<byte[], byte[]> record) {
        return BATCH_OVERHEAD
                + DefaultRecord.sizeInBytes(
                        0,
                        0L,
                        record.key() == null ? null : ByteBuffer.wrap(record.key()),
                        record.value() == null ? null : ByteBuffer.wrap(record.value()),
                        record.headers().toArray());
    }
}
