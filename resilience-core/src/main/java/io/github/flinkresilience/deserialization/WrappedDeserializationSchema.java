// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import io.github.flinkresilience.failure.PoisonPillException;
import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.util.Arrays;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.util.Collector;

/**
 * Calls a user's {@link DeserializationSchema} by its contract: one that implements only {@code
 * deserialize(byte[])} returns null for bytes that it could not read, which is a failure here. A
 * null message is a tombstone: legal data, for which the schema may return nothing.
 */
@Internal
public final class WrappedDeserializationSchema<T> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final DeserializationSchema<T> schema;
    private final boolean returnsItsResult;

    public WrappedDeserializationSchema(DeserializationSchema<T> schema) {
        this.schema = schema;
        this.returnsItsResult = !collects(schema.getClass());
    }

    /** The schema itself. */
    public DeserializationSchema<T> schema() {
        return schema;
    }

    /** Whether it returns its one result, and does not collect any. */
    public boolean returnsItsResult() {
        return returnsItsResult;
    }

    /** Calls the schema. */
    public void decode(@Nullable byte[] message, Collector<T> out) throws IOException {
        if (!returnsItsResult) {
            schema.deserialize(message, out);
            return;
        }
        T value = schema.deserialize(message);
        if (value != null) {
            out.collect(value);
        } else if (message != null) {
            throw new PoisonPillException(
                    "%s returned null for %d bytes: by its contract, it could not read them"
                            .formatted(schema.getClass().getName(), message.length));
        }
    }

    private static boolean collects(Class<?> type) {
        for (Method method : type.getMethods()) {
            if (method.getName().equals("deserialize")
                    && Arrays.equals(
                            method.getParameterTypes(),
                            new Class<?>[] {byte[].class, Collector.class})) {
                return method.getDeclaringClass() != DeserializationSchema.class;
            }
        }
        return true;
    }
}
