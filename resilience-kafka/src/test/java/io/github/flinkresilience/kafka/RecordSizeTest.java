// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkresilience.deadletter.Header;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;
import org.junit.jupiter.api.Test;

class RecordSizeTest {

    @Test
    void shouldCountWhatKafkaCountsAtEveryLengthOfALength() {
        for (int length : new int[] {0, 1, 63, 64, 8_191, 8_192, 1_048_575, 1_048_576}) {
            byte[] bytes = new byte[length];
            List<Header> headers = new ArrayList<>();
            for (int i = 0; i < Math.min(length, 200); i++) {
                headers.add(new Header("é" + i, i == 0 ? null : new byte[i]));
            }

            assertThat(RecordSize.of(bytes, null, headers)).isEqualTo(kafkas(bytes, null, headers));
            assertThat(RecordSize.of(null, bytes, headers)).isEqualTo(kafkas(null, bytes, headers));
        }
    }

    private static int kafkas(byte[] key, byte[] value, List<Header> headers) {
        return AbstractRecords.estimateSizeInBytesUpperBound(
                RecordBatch.MAGIC_VALUE_V2,
                CompressionType.NONE,
                key,
                value,
                headers.stream()
                        .map(each -> new RecordHeader(each.key(), each.value()))
                        .toArray(org.apache.kafka.common.header.Header[]::new));
    }
}
