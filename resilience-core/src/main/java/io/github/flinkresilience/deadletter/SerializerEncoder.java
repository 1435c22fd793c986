// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.annotation.Nullable;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** See {@link PayloadEncoder#serializer(TypeSerializer)}. */
record SerializerEncoder<T>(TypeSerializer<T> serializer) implements PayloadEncoder<T> {
    private static final String TEXT = "utf-8";
    private static final String FLINK = "flink:";
    private static final String TO_STRING = "toString";

    @Override
    public Payload encode(@Nullable T record) {
        if (record == null) {
            return Payload.none();
        }
        if (record instanceof String text) {
            return Payload.of(text.getBytes(StandardCharsets.UTF_8), TEXT);
        }
        if (record instanceof byte[] bytes) {
            return Payload.raw(bytes);
        }
        try {
            DataOutputSerializer target = new DataOutputSerializer(256);
            serializer.serialize(record, target);
            return Payload.of(target.getCopyOfBuffer(), FLINK + serializer.getClass().getName());
        } catch (IOException | RuntimeException unwritable) {
            // A null in a tuple, say: the very thing that may have made the record fail. Nobody has
            // chosen this encoding, so what can be told of the record is better than a job that
            // fails for ever.
            return Payload.of(record.toString().getBytes(StandardCharsets.UTF_8), TO_STRING);
        }
    }
}
