// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.junit.jupiter.api.Test;

class PayloadTest {
    private static final String SHA_OF_ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void shouldKeepHashAndLengthOfTheOriginalWhenTruncated() {
        Payload whole = Payload.raw("abc".getBytes(UTF_8));

        Payload part = whole.truncatedTo(1);

        assertThat(part)
                .isEqualTo(new Payload(new byte[] {'a'}, Payload.RAW, SHA_OF_ABC, 3, true))
                .isNotEqualTo(whole);
        assertThat(whole.truncatedTo(3)).isSameAs(whole);
        assertThat(part.truncatedTo(2)).isSameAs(part);
    }

    @Test
    void shouldTellATombstoneFromAnEmptyRecord() {
        assertThat(Payload.raw(null).bytes()).isNull();
        assertThat(Payload.raw(new byte[0]).bytes()).isEmpty();
        assertThat(Payload.raw(null)).isNotEqualTo(Payload.none());
    }

    @Test
    void shouldEncodeTextAndBytesSoThatOthersCanReadThem() throws Exception {
        byte[] bytes = {1, 2};

        assertThat(PayloadEncoder.serializer(StringSerializer.INSTANCE).encode("abc"))
                .isEqualTo(Payload.of("abc".getBytes(UTF_8), "utf-8"));
        assertThat(PayloadEncoder.serializer(BytePrimitiveArraySerializer.INSTANCE).encode(bytes))
                .isEqualTo(Payload.raw(bytes));
        assertThat(PayloadEncoder.of(new SimpleStringSchema(), "text").encode("abc"))
                .isEqualTo(Payload.of("abc".getBytes(UTF_8), "text"));
    }

    @Test
    void shouldEncodeTheRestByFlinksSerializerAndSaySo() throws Exception {
        assertThat(PayloadEncoder.serializer(LongSerializer.INSTANCE).encode(7L))
                .isEqualTo(
                        Payload.of(
                                new byte[] {0, 0, 0, 0, 0, 0, 0, 7},
                                "flink:" + LongSerializer.class.getName()));
        assertThat(PayloadEncoder.serializer(LongSerializer.INSTANCE).encode(null))
                .isEqualTo(Payload.none());
    }
}
