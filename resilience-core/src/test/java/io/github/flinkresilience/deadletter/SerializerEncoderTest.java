// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.junit.jupiter.api.Test;

class SerializerEncoderTest {
    private static final TypeInformation<Tuple2<String, Integer>> TUPLE =
            Types.TUPLE(Types.STRING, Types.INT);

    @Test
    void shouldWriteARecordAsFlinkDoes() throws Exception {
        Payload payload = encoder(TUPLE).encode(Tuple2.of("a", 1));

        assertThat(payload.encoding())
                .isEqualTo(
                        "flink:"
                                + TUPLE.createSerializer(new SerializerConfigImpl())
                                        .getClass()
                                        .getName());
        assertThat(payload.bytes()).containsExactly(2, 'a', 0, 0, 0, 1);
    }

    @Test
    void shouldTellWhatItCanWhenFlinkCannotWriteARecord() throws Exception {
        Payload payload = encoder(TUPLE).encode(Tuple2.of("a", null));

        assertThat(payload).isEqualTo(Payload.of("(a,null)".getBytes(UTF_8), "toString"));
    }

    @Test
    void shouldLeaveTextAndBytesAsTheyAre() throws Exception {
        assertThat(encoder(Types.STRING).encode("\u00e4").bytes())
                .isEqualTo("\u00e4".getBytes(UTF_8));
        assertThat(encoder(Types.STRING).encode(null)).isEqualTo(Payload.none());
    }

    private static <T> PayloadEncoder<T> encoder(TypeInformation<T> type) {
        return PayloadEncoder.serializer(type.createSerializer(new SerializerConfigImpl()));
    }
}
