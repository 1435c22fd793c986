// SPDX-License-Identifier: Apache-2.0
// Copyright the Flink Resilience authors
package io.github.flinkresilience.deserialization;

import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.common.functions.InvalidTypesException;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Leads Flink's type extraction from {@link Decoded} to {@link DecodedTypeInfo}. */
@Internal
public final class DecodedTypeInfoFactory<T> extends TypeInfoFactory<Decoded<T>> {
    @Override
    @SuppressWarnings("unchecked") // Flink found the type argument of the very same type
    public TypeInformation<Decoded<T>> createTypeInfo(
            Type type, Map<String, TypeInformation<?>> genericParameters) {
        TypeInformation<?> value = genericParameters.get("T");
        if (value == null) {
            throw new InvalidTypesException(
                    "the type of the values in "
                            + type
                            + " is not known: give it with returns(...)");
        }
        return new DecodedTypeInfo<>((TypeInformation<T>) value);
    }
}
