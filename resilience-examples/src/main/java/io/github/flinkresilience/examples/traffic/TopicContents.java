// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples.traffic;

import io.github.flinkresilience.examples.orders.OrderJob;
import io.github.flinkresilience.testing.kafka.KafkaRecords;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;

/**
 * All that went in and all that came out, as readers of committed transactions see it.
 *
 * @param orders the records of the topic of orders
 * @param receipts the records of the topic of receipts
 * @param deadLetters the records of the dead letter queue
 */
public record TopicContents(
        List<ConsumerRecord<byte[], byte[]>> orders,
        List<ConsumerRecord<byte[], byte[]>> receipts,
        List<ConsumerRecord<byte[], byte[]>> deadLetters) {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    /** Reads the three topics. */
    public static TopicContents read(String kafka) {
        return new TopicContents(
                read(kafka, OrderJob.ORDERS),
                read(kafka, OrderJob.RECEIPTS),
                read(kafka, OrderJob.DEAD_LETTERS));
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String kafka, String topic) {
        return KafkaRecords.read(kafka, topic, IsolationLevel.READ_COMMITTED, DEADLINE);
    }
}
