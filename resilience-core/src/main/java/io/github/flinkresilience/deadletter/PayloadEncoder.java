// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import java.io.Serializable;
import java.util.Objects;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * Turns a record back into bytes for its dead letter. Called for failed records only, by the task
 * thread. An encoder that fails, fails the job: a dead letter is never thrown away.
 */
@PublicEvolving
@FunctionalInterface
public interface PayloadEncoder<T> extends Serializable {

    /** The record as bytes. */
    Payload encode(@Nullable T record) throws Exception;

    /** Called once before the first record. */
    default void open(SerializationSchema.InitializationContext context) throws Exception {}

    /**
     * An encoder by any of Flink's serialization schemas.
     *
     * @param encoding what the bytes are, for whoever reads them: {@code json}, {@code avro}
     */
    static <T> PayloadEncoder<T> of(SerializationSchema<T> schema, String encoding) {
        return new SchemaEncoder<>(schema, encoding);
    }

    /**
     * The encoder by Flink's own serializer of the type, used where no other is given: strings as
     * UTF-8, byte arrays as they are, everything else as {@code flink:<serializer class>}. A record
     * that the serializer cannot write (a null in a tuple) is kept as its {@code toString}.
     */
    static <T> PayloadEncoder<T> serializer(TypeSerializer<T> serializer) {
        return new SerializerEncoder<>(serializer);
    }

    /** See {@link #of(SerializationSchema, String)}. */
    record SchemaEncoder<T>(SerializationSchema<T> schema, String encoding)
            implements PayloadEncoder<T> {
        public SchemaEncoder {
            Objects.requireNonNull(schema, "schema of the payload encoder");
            Objects.requireNonNull(encoding, "encoding of the payload encoder");
        }

        @Override
        public void open(SerializationSchema.InitializationContext context) throws Exception {
            schema.open(context);
        }

        @Override
        public Payload encode(@Nullable T record) {
            return record == null ? Payload.none() : Payload.of(schema.serialize(record), encoding);
        }
    }
}
