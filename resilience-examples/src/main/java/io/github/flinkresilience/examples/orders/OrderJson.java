// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.examples.orders;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.annotation.Nullable;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Orders and receipts as JSON. Thread-safe.
 *
 * <p>There is no limit to nesting: a box in a box in a box is read recursively, until the stack of
 * the thread is used up.
 */
public final class OrderJson {

    private static final JsonMapper MAPPER =
            new JsonMapper(
                    JsonFactory.builder()
                            .streamReadConstraints(
                                    StreamReadConstraints.builder()
                                            .maxNestingDepth(Integer.MAX_VALUE)
                                            .build())
                            .build());

    private OrderJson() {}

    private record OrderFields(
            @Nullable String id, String customer, String card, long cents, @Nullable Box gift) {}

    private record Box(@Nullable Box in) {}

    /**
     * Reads the order in a record.
     *
     * @throws IOException if it is not the JSON of an order
     */
    public static Order readOrder(ConsumerRecord<byte[], byte[]> record) throws IOException {
        OrderFields fields = MAPPER.readValue(record.value(), OrderFields.class);
        if (fields.id() == null) {
            throw new IOException("an order without id");
        }
        return new Order(
                fields.id(),
                fields.customer(),
                fields.card(),
                fields.cents(),
                count(fields.gift()),
                record.partition(),
                record.offset());
    }

    /** Writes an order; where it was read is left out. */
    public static byte[] write(Order order) {
        return bytes(
                new OrderFields(
                        order.id(), order.customer(), order.card(), order.cents(), boxes(order)));
    }

    /** Writes a receipt. */
    public static byte[] write(Receipt receipt) {
        return bytes(receipt);
    }

    /**
     * Reads a receipt.
     *
     * @throws IOException if it is not the JSON of a receipt
     */
    public static Receipt readReceipt(byte[] json) throws IOException {
        return MAPPER.readValue(json, Receipt.class);
    }

    private static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("not to be written as JSON: " + value, e);
        }
    }

    private static int count(@Nullable Box outermost) {
        int boxes = 0;
        for (Box box = outermost; box != null; box = box.in()) {
            boxes++;
        }
        return boxes;
    }

    @Nullable
    private static Box boxes(Order order) {
        Box box = null;
        for (int i = 0; i < order.boxes(); i++) {
            box = new Box(box);
        }
        return box;
    }
}
