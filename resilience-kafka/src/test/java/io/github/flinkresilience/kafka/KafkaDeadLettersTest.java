// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.DeadLetterTypeInfo;
import io.github.flinkresilience.deadletter.Header;
import io.github.flinkresilience.deadletter.Origin;
import io.github.flinkresilience.deadletter.Payload;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class KafkaDeadLettersTest {
    private static final int MANY = 10_000;

    @Test
    void shouldGiveBackAnEqualDeadLetterWhenItsRecordIsRead() throws Exception {
        RandomDeadLetters letters = new RandomDeadLetters(20_260_131L, 200);
        for (int i = 0; i < MANY; i++) {
            DeadLetter letter = letters.next();
            assertThat(Records.read(Records.write(letter)))
                    .as("dead letter %d", i)
                    .isEqualTo(letter);
        }
    }

    @Test
    void shouldKeepKeyValueAndHeadersByteForByteWhenWritten() {
        RandomDeadLetters letters = new RandomDeadLetters(7L, 200);
        for (int i = 0; i < 1_000; i++) {
            DeadLetter letter = letters.next();

            ProducerRecord<byte[], byte[]> record = Records.write(letter);

            assertThat(record.value()).isEqualTo(letter.payload().bytes());
            assertThat(record.key()).isEqualTo(letter.key() == null ? null : letter.key().bytes());
            List<Header> original = letter.origin().headers();
            assertThat(Records.headers(record).subList(0, original.size()))
                    .map(header -> new Header(header.key(), header.value()))
                    .isEqualTo(original);
        }
    }

    @Test
    void shouldTellNullFromEmptyWhenRead() throws Exception {
        for (Payload payload : payloads()) {
            for (Payload key : payloads()) {
                DeadLetter letter = Records.deadLetter().withPayload(payload).withKey(key);
                assertThat(Records.read(Records.write(letter))).isEqualTo(letter);
            }
            DeadLetter keyless = Records.deadLetter().withPayload(payload).withKey(null);
            assertThat(Records.read(Records.write(keyless))).isEqualTo(keyless);
        }
    }

    @Test
    void shouldKeepBothFailuresWhenADeadLetterOfADeadLetterIsRead() throws Exception {
        DeadLetter inner = Records.deadLetter();
        ProducerRecord<byte[], byte[]> innerRecord = Records.write(inner);
        DeadLetter outer =
                inner.withOrigin(
                        Origin.of(Records.TOPIC, 1, 42)
                                .withHeaders(
                                        Records.headers(innerRecord).stream()
                                                .map(each -> new Header(each.key(), each.value()))
                                                .toList()));

        DeadLetter read = Records.read(Records.write(outer));

        assertThat(read).isEqualTo(outer);
        ProducerRecord<byte[], byte[]> again =
                new ProducerRecord<>(Records.TOPIC, read.key().bytes(), read.payload().bytes());
        read.origin().headers().forEach(each -> again.headers().add(each.key(), each.value()));
        assertThat(Records.read(again)).isEqualTo(inner);
    }

    @Test
    void shouldIgnoreHeadersThatOthersHaveAppendedWhenRead() throws Exception {
        DeadLetter letter = Records.deadLetter();
        ProducerRecord<byte[], byte[]> record = Records.write(letter);
        record.headers().add("traceparent", Records.utf8("00-1"));

        assertThat(Records.read(record)).isEqualTo(letter);
    }

    @Test
    void shouldNameTheRecordWhenItIsNotADeadLetter() {
        ProducerRecord<byte[], byte[]> foreign =
                new ProducerRecord<>("orders", Records.utf8("key"), Records.utf8("value"));

        assertThatThrownBy(() -> Records.read(foreign))
                .isInstanceOf(MalformedDeadLetterException.class)
                .hasMessage(
                        "orders-1@42 is not a readable dead letter: header __flink.errors.version"
                                + " is missing; no sink of this library wrote it");
    }

    @Test
    void shouldSayWhatItReadsWhenANewerReleaseWroteTheRecord() {
        ProducerRecord<byte[], byte[]> record = Records.write(Records.deadLetter());
        record.headers().remove(NativeHeader.VERSION);
        List<org.apache.kafka.common.header.Header> rest = Records.headers(record);
        rest.forEach(each -> record.headers().remove(each.key()));
        record.headers().add(NativeHeader.VERSION, Records.utf8("2"));
        rest.forEach(record.headers()::add);

        assertThatThrownBy(() -> Records.read(record))
                .isInstanceOf(MalformedDeadLetterException.class)
                .hasMessageEndingWith(
                        "header __flink.errors.version is 2; this release reads version 1");
    }

    @Test
    void shouldNameTheHeaderWhenItsValueIsWrong() {
        assertThatThrownBy(() -> Records.read(withHeader(NativeHeader.PARTITION, "three")))
                .hasMessage(
                        "orders.dlq-1@42 is not a readable dead letter: header"
                                + " __flink.errors.partition is 'three', expected a whole number of 32"
                                + " bits");
        assertThatThrownBy(() -> Records.read(withHeader(NativeHeader.STAGE, "MAP")))
                .hasMessageContaining("header __flink.errors.stage is 'MAP', expected one of [DES");
        assertThatThrownBy(() -> Records.read(withHeader(NativeHeader.ORIGINAL_HEADERS, "9")))
                .hasMessageContaining("original.headers is 9; there are 0 headers before ours");
        assertThatThrownBy(() -> Records.read(withHeader(NativeHeader.ATTEMPT + "0", "yesterday")))
                .hasMessageContaining("header __flink.errors.attempt.0 does not begin with a time");
    }

    @Test
    void shouldNameTheHeaderWhenItIsThereTwiceOrNotText() {
        ProducerRecord<byte[], byte[]> twice = Records.write(Records.deadLetter());
        twice.headers().add(NativeHeader.ID, Records.utf8("another"));
        ProducerRecord<byte[], byte[]> notText = Records.write(Records.deadLetter());
        notText.headers().remove(NativeHeader.ID);
        notText.headers().add(NativeHeader.ID, new byte[] {(byte) 0xc3, 'x'});

        assertThatThrownBy(() -> Records.read(twice))
                .isInstanceOf(MalformedDeadLetterException.class)
                .hasMessageEndingWith("header __flink.errors.id is there twice");
        assertThatThrownBy(() -> Records.read(notText))
                .isInstanceOf(MalformedDeadLetterException.class)
                .hasMessageEndingWith("header __flink.errors.id is not UTF-8");
    }

    @Test
    void shouldEmitTheDeadLetterWhenUsedInASource() throws Exception {
        KafkaRecordDeserializationSchema<DeadLetter> schema =
                InstantiationUtil.clone(KafkaDeadLetters.deserializer());
        List<DeadLetter> emitted = new ArrayList<>();

        schema.deserialize(
                Records.consumed(Records.write(Records.deadLetter())),
                new ListCollector<>(emitted));

        assertThat(emitted).containsExactly(Records.deadLetter());
        assertThat(schema.getProducedType()).isEqualTo(DeadLetterTypeInfo.INSTANCE);
    }

    private static ProducerRecord<byte[], byte[]> withHeader(String name, String value) {
        ProducerRecord<byte[], byte[]> record = Records.write(Records.deadLetter());
        record.headers().remove(name);
        record.headers().add(name, Records.utf8(value));
        return record;
    }

    private static List<Payload> payloads() {
        return List.of(
                Payload.raw(null),
                Payload.none(),
                Payload.raw(new byte[0]),
                Payload.raw(new byte[] {0, -1}).truncatedTo(0));
    }
}
