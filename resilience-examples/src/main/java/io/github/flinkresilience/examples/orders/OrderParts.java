// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples.orders;

import java.util.function.UnaryOperator;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;

/**
 * The parts of the job that a test may want to fail or to watch.
 *
 * @param schema reads the orders
 * @param onTheWay what the orders pass before they are charged; nothing, in production
 * @param charge charges them
 */
// snippet:testable
public record OrderParts(
        KafkaRecordDeserializationSchema<Order> schema,
        UnaryOperator<DataStream<Order>> onTheWay,
        KeyedProcessFunction<String, Order, Receipt> charge) {

    /** What runs in production. */
    public static OrderParts real() {
        return new OrderParts(new OrderSchema(), UnaryOperator.identity(), new Charge());
    }

    /** The same with another way from the source to the charging. */
    public OrderParts withOnTheWay(UnaryOperator<DataStream<Order>> other) {
        return new OrderParts(schema, other, charge);
    }

    /** The same with another function that charges. */
    public OrderParts withCharge(KeyedProcessFunction<String, Order, Receipt> other) {
        return new OrderParts(schema, onTheWay, other);
    }
}
// end
