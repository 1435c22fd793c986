// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkresilience.testing.kafka.KafkaRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.IsolationLevel;

/** The receipts of a run, each key's in the order in which they were committed. */
record Receipts(List<Receipt> all) {

    static Receipts read(String kafka, Duration deadline) {
        return new Receipts(
                KafkaRecords.read(kafka, EventJob.RECEIPTS, IsolationLevel.READ_COMMITTED, deadline)
                        .stream()
                        .map(record -> Receipt.read(new String(record.value(), UTF_8)))
                        .toList());
    }

    /** Where the numbers of a key are not 1, 2, 3 and so on. */
    List<String> gaps() {
        Map<String, Long> last = new HashMap<>();
        List<String> gaps = new ArrayList<>();
        for (Receipt receipt : all) {
            long before = last.getOrDefault(receipt.key(), 0L);
            if (receipt.number() != before + 1) {
                gaps.add(receipt + " after number " + before);
            }
            last.put(receipt.key(), receipt.number());
        }
        return gaps;
    }
}
