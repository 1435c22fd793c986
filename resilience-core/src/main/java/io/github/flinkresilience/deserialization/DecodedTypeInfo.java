// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's description of {@link Decoded}. */
@PublicEvolving
public final class DecodedTypeInfo<T> extends TypeInformation<Decoded<T>> {
    private static final long serialVersionUID = 1L;

    private final TypeInformation<T> valueType;
    private final Duration longestHold;

    public DecodedTypeInfo(TypeInformation<T> valueType) {
        this(valueType, Duration.ZERO);
    }

    // The wait is no part of the type: it rides along to where the job can be checked for it.
    DecodedTypeInfo(TypeInformation<T> valueType, Duration longestHold) {
        this.valueType = Objects.requireNonNull(valueType, "type of the values");
        this.longestHold = longestHold;
    }

    /** The longest that the deserializer may hold up its task for one record. */
    Duration longestHold() {
        return longestHold;
    }

    /** Type of the values. */
    public TypeInformation<T> valueType() {
        return valueType;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // a class literal has no type arguments
    public Class<Decoded<T>> getTypeClass() {
        return (Class) Decoded.class;
    }

    @Override
    public Map<String, TypeInformation<?>> getGenericParameters() {
        return Map.of("T", valueType);
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<Decoded<T>> createSerializer(SerializerConfig config) {
        return new DecodedSerializer<>(valueType.createSerializer(config));
    }

    // Abstract in Flink 1.20, gone in 2.x: without the annotation it compiles against both.
    @SuppressWarnings({"deprecation", "MissingOverride"})
    public TypeSerializer<Decoded<T>> createSerializer(ExecutionConfig config) {
        return createSerializer(config.getSerializerConfig());
    }

    @Override
    public String toString() {
        return "Decoded<" + valueType + ">";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DecodedTypeInfo<?> that && valueType.equals(that.valueType);
    }

    @Override
    public int hashCode() {
        return 31 * valueType.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof DecodedTypeInfo;
    }
}
