// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

/** Reads records that are almost dead letters: it either succeeds or says what is wrong. */
class MalformedRecordFuzzTest {
    private static final int MANY = 10_000;

    @Test
    void shouldThrowNothingElseWhenARecordIsDamaged() {
        Random random = new Random(4711);
        RandomDeadLetters letters = new RandomDeadLetters(815, 100);
        int refused = 0;
        for (int i = 0; i < MANY; i++) {
            ConsumerRecord<byte[], byte[]> damaged =
                    Records.consumed(damaged(Records.write(letters.next()), random));
            try {
                KafkaDeadLetters.read(damaged);
            } catch (MalformedDeadLetterException e) {
                assertThat(e)
                        .hasMessageMatching("(?s)orders\\.dlq-1@42 .*header __flink\\.errors\\..*");
                assertThat(e.getMessage()).hasSizeLessThan(500);
                refused++;
            } catch (Throwable other) {
                fail("record %d".formatted(i), other);
            }
        }
        assertThat(refused).isBetween(MANY / 4, MANY - MANY / 20);
    }

    private static ProducerRecord<byte[], byte[]> damaged(
            ProducerRecord<byte[], byte[]> record, Random random) {
        List<Header> headers = Records.headers(record);
        for (int damages = 1 + random.nextInt(2); damages > 0; damages--) {
            damage(headers, random);
        }
        byte[] key = random.nextInt(20) == 0 ? null : record.key();
        ProducerRecord<byte[], byte[]> damaged =
                new ProducerRecord<>(record.topic(), key, record.value());
        headers.forEach(damaged.headers()::add);
        return damaged;
    }

    private static void damage(List<Header> headers, Random random) {
        int at = random.nextInt(headers.size());
        Header header = headers.get(at);
        switch (random.nextInt(7)) {
            case 0 -> headers.remove(at);
            case 1 -> headers.add(header);
            case 2 -> Collections.swap(headers, at, random.nextInt(headers.size()));
            case 3 -> headers.set(at, new RecordHeader(header.key(), null));
            case 4 -> headers.set(at, new RecordHeader(header.key(), noise(random)));
            case 5 -> headers.set(at, new RecordHeader(header.key(), flipped(header, random)));
            default -> headers.add(at, new RecordHeader(NativeHeader.PREFIX + at, noise(random)));
        }
    }

    private static byte[] flipped(Header header, Random random) {
        byte[] value = header.value() == null ? new byte[1] : header.value().clone();
        if (value.length > 0) {
            value[random.nextInt(value.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return value;
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[random.nextInt(2_000)];
        random.nextBytes(noise);
        return noise;
    }
}
