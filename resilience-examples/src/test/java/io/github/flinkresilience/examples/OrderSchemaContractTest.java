// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkresilience.examples.orders.Order;
import io.github.flinkresilience.examples.orders.OrderSchema;
import io.github.flinkresilience.testing.contract.Example;
import io.github.flinkresilience.testing.contract.KafkaRecordDeserializationSchemaContract;
import java.util.List;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.ConsumerRecord;

// snippet:contract
class OrderSchemaContractTest extends KafkaRecordDeserializationSchemaContract<Order> {

    @Override
    protected KafkaRecordDeserializationSchema<Order> schema() {
        return new OrderSchema();
    }

    @Override
    protected List<Example<ConsumerRecord<byte[], byte[]>, Order>> readable() {
        return List.of(
                Example.of(
                        record(
                                "{\"id\":\"o-1\",\"customer\":\"ann\",\"card\":\"valid\",\"cents\":5}"),
                        new Order("o-1", "ann", "valid", 5, 0, 3, 17)));
    }

    @Override
    protected List<ConsumerRecord<byte[], byte[]>> unreadable() {
        return List.of(record(""), record("{\"id\":\"o-"), record("{\"cents\":5}"), record("null"));
    }

    private static ConsumerRecord<byte[], byte[]> record(String json) {
        return new ConsumerRecord<>("orders", 3, 17, null, json.getBytes(UTF_8));
    }
}
// end
