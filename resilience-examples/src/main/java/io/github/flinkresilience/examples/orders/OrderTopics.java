// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples.orders;

import io.github.flinkresilience.deadletter.Origin;
import java.io.Serializable;

/**
 * Where the job reads and writes.
 *
 * @param kafka the broker's address
 */
public record OrderTopics(String kafka, String orders, String receipts, String deadLetters)
        implements Serializable {

    /** The topics of production. */
    public static OrderTopics on(String kafka) {
        return new OrderTopics(kafka, OrderJob.ORDERS, OrderJob.RECEIPTS, OrderJob.DEAD_LETTERS);
    }

    /** Topics of a test's own, on a broker that it shares with others. */
    public OrderTopics withPrefix(String prefix) {
        return new OrderTopics(kafka, prefix + orders, prefix + receipts, prefix + deadLetters);
    }

    /** Where an order was read. */
    Origin origin(Order order) {
        return Origin.of(orders, order.partition(), order.offset());
    }
}
