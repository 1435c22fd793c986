// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.MalformedInputException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import javax.annotation.Nullable;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records that {@link EnvelopeSchema} cannot read, and what each of them makes it throw. */
enum PoisonBytes {
    EMPTY(EOFException.class, new byte[0]),
    UNKNOWN_MAGIC_BYTE(IllegalArgumentException.class, envelope(7, 1, "(".getBytes(US_ASCII))),
    TRUNCATED(EOFException.class, Arrays.copyOf(plain("((("), 3)),
    LENGTH_MAX(EOFException.class, envelope(1, Integer.MAX_VALUE, "(".getBytes(US_ASCII))),
    DEEP_NESTING(StackOverflowError.class, plain("(".repeat(500_000))),
    INVALID_UTF8(
            MalformedInputException.class, envelope(1, 2, new byte[] {(byte) 0xc0, (byte) 0xaf})),
    NULL_VALUE(NullPointerException.class, null),
    NULL_KEY(NullPointerException.class, plain("(")),
    DUPLICATE_HEADERS(IllegalStateException.class, plain("(")),
    GZIP_BOMB(
            UnsupportedOperationException.class,
            envelope(2, Integer.MAX_VALUE, zipped(16 * EnvelopeSchema.LONGEST)));

    private final Class<? extends Throwable> failure;
    @Nullable private final byte[] value;

    PoisonBytes(Class<? extends Throwable> failure, @Nullable byte[] value) {
        this.failure = failure;
        this.value = value;
    }

    String failure() {
        return failure.getName();
    }

    ProducerRecord<byte[], byte[]> in(String topic) {
        byte[] key = this == NULL_KEY ? null : name().getBytes(UTF_8);
        ProducerRecord<byte[], byte[]> record = record(topic, key, value);
        if (this == DUPLICATE_HEADERS) {
            record.headers().add(EnvelopeSchema.HEADER, "again".getBytes(UTF_8));
        }
        return record;
    }

    /** A record that can be read. */
    static ProducerRecord<byte[], byte[]> readable(String topic, String key, int depth) {
        return record(topic, key.getBytes(UTF_8), plain("(".repeat(depth)));
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, @Nullable byte[] key, @Nullable byte[] value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, 0, key, value);
        record.headers().add(EnvelopeSchema.HEADER, "envelope".getBytes(UTF_8));
        return record;
    }

    private static byte[] plain(String text) {
        return envelope(1, text.length(), text.getBytes(US_ASCII));
    }

    private static byte[] envelope(int magic, int length, byte[] body) {
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) magic)
                .putInt(length)
                .put(body)
                .array();
    }

    private static byte[] zipped(int zeros) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            for (int written = 0; written < zeros; written += EnvelopeSchema.LONGEST) {
                out.write(new byte[EnvelopeSchema.LONGEST]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }
}
