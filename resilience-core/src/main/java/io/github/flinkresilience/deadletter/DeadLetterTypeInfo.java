// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deadletter;

import javax.annotation.Nullable;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's description of {@link DeadLetter}: written by {@link DeadLetterSerializer}. */
@PublicEvolving
public final class DeadLetterTypeInfo extends TypeInformation<DeadLetter> {
    /** The type information; it has no state. */
    public static final DeadLetterTypeInfo INSTANCE = new DeadLetterTypeInfo();

    private static final long serialVersionUID = 1L;

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
    public Class<DeadLetter> getTypeClass() {
        return DeadLetter.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<DeadLetter> createSerializer(SerializerConfig config) {
        return DeadLetterSerializer.INSTANCE;
    }

    // Abstract in Flink 1.20, gone in 2.x: without the annotation it compiles against both.
    @SuppressWarnings({"deprecation", "MissingOverride"})
    public TypeSerializer<DeadLetter> createSerializer(ExecutionConfig config) {
        return DeadLetterSerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return "DeadLetter";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DeadLetterTypeInfo;
    }

    @Override
    public int hashCode() {
        return DeadLetterTypeInfo.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof DeadLetterTypeInfo;
    }
}
