// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.junit.jupiter.api.Test;

/**
 * What a {@link DeserializationSchema} promises to its source. To test a schema, extend this class
 * and say what it reads:
 *
 * <pre>{@code
 * class OrderSchemaTest extends DeserializationSchemaContract<Order> {
 *     protected DeserializationSchema<Order> schema() {
 *         return new OrderSchema();
 *     }
 *     protected List<Example<byte[], Order>> readable() {
 *         return List.of(Example.of(bytes("1;tea"), new Order(1, "tea")));
 *     }
 *     protected List<byte[]> unreadable() {
 *         return List.of(bytes("tea"));
 *     }
 * }
 * }</pre>
 *
 * @param <T> what the schema emits
 */
public abstract class DeserializationSchemaContract<T> extends DecodingContract<byte[], T> {

    /** A new schema, not opened yet. */
    protected abstract DeserializationSchema<T> schema() throws Exception;

    @Test
    public void shouldSayOfEachValueWhetherItEndsTheStream() throws Exception {
        DeserializationSchema<T> clone = Shipped.clone(schema());
        for (T value : values(open(clone))) {
            try {
                boolean unused = clone.isEndOfStream(value);
            } catch (RuntimeException | Error failure) {
                throw Broken.contract(
                        "isEndOfStream throws %s for %s".formatted(failure, value),
                        "return false for every value that does not end the stream.",
                        failure);
            }
        }
    }

    @Override
    final Inputs<byte[]> inputs() {
        return new RandomBytes();
    }

    @Override
    final Decoder<byte[], T> original() throws Exception {
        return open(schema());
    }

    @Override
    final Decoder<byte[], T> shipped() throws Exception {
        return open(Shipped.clone(schema()));
    }

    private Decoder<byte[], T> open(DeserializationSchema<T> schema) throws Exception {
        schema.open(new SchemaContext(getClass().getClassLoader()));
        return new Decoder<>(schema::deserialize, schema.getProducedType());
    }
}
