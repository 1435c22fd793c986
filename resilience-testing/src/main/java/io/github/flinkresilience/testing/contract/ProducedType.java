// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.testing.contract;

import java.io.IOException;
import java.util.function.BiPredicate;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** The type that a schema declares, against the values that it emits. */
record ProducedType<T>(TypeInformation<T> type, BiPredicate<T, T> same) {

    void check(T value) throws IOException {
        if (!type.getTypeClass().isInstance(value)) {
            throw broken(value, "it is a " + value.getClass().getName());
        }
        TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
        T copy;
        T read;
        DataInputDeserializer in;
        try {
            copy = serializer.copy(value);
            DataOutputSerializer out = new DataOutputSerializer(64);
            serializer.serialize(value, out);
            in = new DataInputDeserializer(out.getCopyOfBuffer());
            read = serializer.deserialize(in);
        } catch (IOException | RuntimeException failure) {
            AssertionError error = broken(value, "its serializer fails: " + failure);
            error.initCause(failure);
            throw error;
        }
        if (!same.test(value, copy) || !same.test(value, read) || in.available() != 0) {
            throw broken(
                    value,
                    "its copy is %s, read back it is %s with %d bytes left over"
                            .formatted(copy, read, in.available()));
        }
    }

    private AssertionError broken(T value, String how) {
        return Broken.contract(
                "The value %s is not of the produced type %s: %s".formatted(value, type, how),
                "let getProducedType() tell the type of what is emitted; if the value has no equals, override isSame().");
    }
}
