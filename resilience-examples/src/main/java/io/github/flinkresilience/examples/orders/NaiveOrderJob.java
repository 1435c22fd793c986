// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples.orders;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * {@link OrderJob} without the library: the same source, deserializer, function and sink, and
 * nothing in between.
 */
public final class NaiveOrderJob {

    private NaiveOrderJob() {}

    /** Adds the job to the environment. */
    public static void build(StreamExecutionEnvironment env, String kafka) {
        KafkaSource<Order> source =
                KafkaSource.<Order>builder()
                        .setBootstrapServers(kafka)
                        .setTopics(OrderJob.ORDERS)
                        .setGroupId("order-job")
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setDeserializer(new OrderSchema())
                        .build();

        env.fromSource(source, WatermarkStrategy.noWatermarks(), "orders")
                .uid("orders")
                .keyBy(Order::id)
                .process(new Charge())
                .name("charge")
                .uid("charge")
                .sinkTo(OrderJob.receiptSink(kafka))
                .name("receipts")
                .uid("receipts");
    }
}
