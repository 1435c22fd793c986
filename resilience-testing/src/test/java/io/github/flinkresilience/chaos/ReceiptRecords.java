// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes receipts; all of a key into one partition, so that their order can be seen. */
final class ReceiptRecords implements KafkaRecordSerializationSchema<Receipt> {

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Receipt receipt, KafkaSinkContext context, Long timestamp) {
        int[] partitions = context.getPartitionsForTopic(EventJob.RECEIPTS);
        return new ProducerRecord<>(
                EventJob.RECEIPTS,
                partitions[Math.floorMod(receipt.key().hashCode(), partitions.length)],
                receipt.id().getBytes(UTF_8),
                receipt.text().getBytes(UTF_8));
    }
}
