// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import io.github.flinkresilience.deadletter.DeadLetter;
import io.github.flinkresilience.deadletter.DeadLetterSerializer;
import java.io.IOException;
import java.util.Objects;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a byte that says what follows (0 a value, 1 a dead letter), then that. Not thread-safe
 * where the serializer of the values is not.
 */
@PublicEvolving
public final class DecodedSerializer<T> extends TypeSerializer<Decoded<T>> {
    private static final long serialVersionUID = 1L;
    private static final int VALUE = 0;
    private static final int DEAD_LETTER = 1;

    private final TypeSerializer<T> values;

    public DecodedSerializer(TypeSerializer<T> values) {
        this.values = Objects.requireNonNull(values, "serializer of the values");
    }

    @Override
    public boolean isImmutableType() {
        return values.isImmutableType();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a stateless serializer duplicates to itself
    public TypeSerializer<Decoded<T>> duplicate() {
        TypeSerializer<T> duplicate = values.duplicate();
        return duplicate == values ? this : new DecodedSerializer<>(duplicate);
    }

    @Override
    public Decoded<T> createInstance() {
        // Not a value: some serializers, Kryo's for one, make no instances of interfaces.
        return Decoded.deadLetter(DeadLetterSerializer.INSTANCE.createInstance());
    }

    @Override
    public Decoded<T> copy(Decoded<T> from) {
        T value = from.valueOrNull();
        return value == null || values.isImmutableType() ? from : Decoded.value(values.copy(value));
    }

    @Override
    public Decoded<T> copy(Decoded<T> from, Decoded<T> reuse) {
        return copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(Decoded<T> decoded, DataOutputView target) throws IOException {
        DeadLetter deadLetter = decoded.deadLetterOrNull();
        if (deadLetter != null) {
            target.writeByte(DEAD_LETTER);
            DeadLetterSerializer.INSTANCE.serialize(deadLetter, target);
        } else {
            target.writeByte(VALUE);
            values.serialize(Objects.requireNonNull(decoded.valueOrNull()), target);
        }
    }

    @Override
    public Decoded<T> deserialize(DataInputView source) throws IOException {
        int kind = source.readUnsignedByte();
        return switch (kind) {
            case VALUE -> Decoded.value(values.deserialize(source));
            case DEAD_LETTER ->
                    Decoded.deadLetter(DeadLetterSerializer.INSTANCE.deserialize(source));
            default ->
                    throw new IOException(
                            "damaged Decoded: it begins with %d; allowed are 0 (value) and 1 (dead letter)"
                                    .formatted(kind));
        };
    }

    @Override
    public Decoded<T> deserialize(Decoded<T> reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<Decoded<T>> snapshotConfiguration() {
        return new Snapshot<>(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DecodedSerializer<?> that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return 31 * values.hashCode();
    }

    /** Keeps the values' serializer in checkpoints. */
    public static final class Snapshot<T>
            extends CompositeTypeSerializerSnapshot<Decoded<T>, DecodedSerializer<T>> {
        private static final int VERSION = 1;

        /** For Flink, which makes it by reflection. */
        public Snapshot() {}

        Snapshot(DecodedSerializer<T> serializer) {
            super(serializer);
        }

        @Override
        protected int getCurrentOuterSnapshotVersion() {
            return VERSION;
        }

        @Override
        protected TypeSerializer<?>[] getNestedSerializers(DecodedSerializer<T> outer) {
            return new TypeSerializer<?>[] {outer.values};
        }

        @Override
        @SuppressWarnings("unchecked") // the one nested serializer is that of the values
        protected DecodedSerializer<T> createOuterSerializerWithNestedSerializers(
                TypeSerializer<?>[] nested) {
            return new DecodedSerializer<>((TypeSerializer<T>) nested[0]);
        }
    }
}
