// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.chaos;

import org.apache.flink.connector.kafka.sink.KafkaPartitioner;

/** All receipts of a key into one partition, so that their order can be seen. */
final class ByEventKey implements KafkaPartitioner<Receipt> {

    @Override
    public int partition(
            Receipt receipt, byte[] key, byte[] value, String topic, int[] partitions) {
        return partitions[Math.floorMod(receipt.key().hashCode(), partitions.length)];
    }
}
