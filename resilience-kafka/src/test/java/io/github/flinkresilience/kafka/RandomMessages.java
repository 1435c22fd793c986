// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.annotation.Nullable;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Records with anything in them, and above all with what is almost right. */
final class RandomMessages {
    private static final int[] LENGTHS = {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 0x7fff_fff0};
    private static final byte[][] NO_UTF8 = {
        {(byte) 0x80}, // a continuation without a start
        {(byte) 0xc0, (byte) 0xaf}, // an overlong slash
        {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, // a surrogate
        {(byte) 0xf5, (byte) 0x80, (byte) 0x80, (byte) 0x80}, // beyond the last character
        {(byte) 0xff, (byte) 0xfe}, // a byte order mark of UTF-16
    };

    private final Random random;
    private final RealSchema schema;

    RandomMessages(long seed, RealSchema schema) {
        this.random = new Random(seed);
        this.schema = schema;
    }

    RawRecord next() {
        return new RawRecord(
                random.nextInt(5) == 0 ? null : noise(20),
                value(),
                headers(),
                random.nextInt(5) == 0 ? -1L : random.nextInt(Integer.MAX_VALUE));
    }

    @Nullable
    private byte[] value() {
        return switch (random.nextInt(100)) {
            case 0, 1 -> null;
            case 2, 3 -> new byte[0];
            // Either harmless or far deeper than any stack: in between it would depend on the JVM.
            case 4 -> schema.nested(random.nextInt(5) == 0 ? 300_000 : random.nextInt(20));
            default -> broken(schema.valid().get(random.nextInt(schema.valid().size())).clone());
        };
    }

    private byte[] broken(byte[] valid) {
        return switch (random.nextInt(6)) {
            case 0 -> valid;
            case 1 -> noise(200);
            case 2 -> Arrays.copyOf(valid, random.nextInt(valid.length));
            case 3 -> flipped(valid);
            case 4 -> spliced(valid, NO_UTF8[random.nextInt(NO_UTF8.length)]);
            default -> spliced(valid, length());
        };
    }

    private byte[] flipped(byte[] valid) {
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
            valid[random.nextInt(valid.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return valid;
    }

    private byte[] length() {
        return ByteBuffer.allocate(4).putInt(LENGTHS[random.nextInt(LENGTHS.length)]).array();
    }

    private byte[] spliced(byte[] valid, byte[] insert) {
        int at = random.nextInt(valid.length + 1);
        return ByteBuffer.allocate(valid.length + insert.length)
                .put(valid, 0, at)
                .put(insert)
                .put(valid, at, valid.length - at)
                .array();
    }

    private byte[] noise(int most) {
        byte[] noise = new byte[random.nextInt(most)];
        random.nextBytes(noise);
        return noise;
    }

    private List<Header> headers() {
        List<Header> headers = new ArrayList<>();
        for (int more = random.nextInt(4); more > 0; more--) {
            byte[] value = random.nextInt(4) == 0 ? null : noise(10);
            headers.add(new RecordHeader("header" + random.nextInt(2), value));
        }
        return headers;
    }
}
